"""The Conference's types of Work and their parts of the symbol."""

from django.utils.translation import gettext_lazy as _

from cms.works.types import WorkType, register

ACTION_PLAN = register(
    WorkType("action_plan", "AP", _("Action Plan"), _("Action Plans"))
)
