"""Parties, bodies, meetings, presidencies."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import factory
from django.utils import timezone

from cms.conference.actions import begin_presidency, enter_past_term
from cms.conference.dates import Precision
from cms.conference.models import Body, Meeting, Membership, Party

if TYPE_CHECKING:
    from cms.conference.models import PresidencyTerm

FIRST_MEETING = dt.date(1996, 3, 13)


class PartyFactory(factory.django.DjangoModelFactory):
    """A state; the same code gives the same party."""

    class Meta:
        model = Party
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"P{n}")
    kind = Party.Kind.STATE
    name_en = factory.LazyAttribute(lambda o: f"Country {o.code}")
    name_es = factory.LazyAttribute(lambda o: f"País {o.code}")


class MemberStateFactory(PartyFactory):
    """A state that is a member of the Conference."""

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def membership(self: Party, create: bool, _value: object) -> None:
        """Give the state its standing, once."""
        if create:
            Membership.objects.get_or_create(
                party=self,
                standing=Membership.Standing.MEMBER_STATE,
                defaults={"starts_on": FIRST_MEETING},
            )


class SecretariatFactory(PartyFactory):
    """The Technical Secretariat."""

    code = "TS"
    kind = Party.Kind.SECRETARIAT
    name_en = "Technical Secretariat"
    name_es = "Secretaría Técnica"


class BodyFactory(factory.django.DjangoModelFactory):
    """The Vice-Ministers, unless another body is asked for."""

    class Meta:
        model = Body
        django_get_or_create = ("code",)

    code = "vm"
    name_en = "Vice-Ministerial Meeting"
    name_es = "Reunión Viceministerial"
    meeting_en = factory.SelfAttribute("name_en")
    meeting_es = factory.SelfAttribute("name_es")


class MeetingFactory(factory.django.DjangoModelFactory):
    """A Vice-Ministerial meeting, known to the day; the XX where nothing is said."""

    class Meta:
        model = Meeting
        django_get_or_create = ("body", "ordinal")

    body = factory.SubFactory(BodyFactory)
    ordinal = 20
    starts_on = factory.LazyAttribute(lambda o: dt.date(1995 + o.ordinal, 11, 11))
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + dt.timedelta(days=1))
    precision = Precision.DAY
    city_en = "Mexico City"
    city_es = "Ciudad de México"
    host = factory.SubFactory(
        MemberStateFactory, code="MX", name_en="Mexico", name_es="México"
    )


class ConsultationGroupMeetingFactory(MeetingFactory):
    """A meeting of the Consultation Group, which is not counted."""

    class Meta:
        model = Meeting
        django_get_or_create = ()

    body = factory.SubFactory(
        BodyFactory,
        code="rcgm",
        name_en="Regional Consultation Group on Migration",
        name_es="Grupo Regional de Consulta sobre Migración",
        meeting_en="Meeting of the Regional Consultation Group on Migration",
        meeting_es="Reunión del Grupo Regional de Consulta sobre Migración",
    )
    ordinal = None
    starts_on = dt.date(2014, 6, 24)


def presidency_of(party: Party, *, ordinal: int, days_ago: int = 30) -> PresidencyTerm:
    """Let a party preside since some days ago; the term before it ends then."""
    return enter_past_term(
        party=party,
        ordinal=ordinal,
        starts_at=timezone.now() - dt.timedelta(days=days_ago),
        by=None,
    )


def hand_over_to(party: Party, *, ordinal: int, at: dt.datetime) -> PresidencyTerm:
    """Schedule a hand-over, as the Secretariat does."""
    return begin_presidency(party=party, ordinal=ordinal, starts_at=at, by=None)
