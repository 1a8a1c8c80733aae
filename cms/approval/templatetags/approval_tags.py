"""Words for the approval screens."""

from django import template

from cms.audit.verbs import say_verb

register = template.Library()
register.simple_tag(say_verb, name="verb_in_words")
