"""Those whom a text may charge with something, named by function, not by party."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Actor(models.TextChoices):
    """An organ or group as the texts name it (document layouts, section 7)."""

    TS = "TS", _("Technical Secretariat")
    PPT = "PPT", _("Presidency Pro-Tempore")
    TROIKA = "TROIKA", _("Troika")
    MEMBERS = "MEMBERS", _("Member States")
    VICE_MINISTERS = "VICE_MINISTERS", _("Vice-Ministers")
    RCGM = "RCGM", _("Regional Consultation Group on Migration")
    RNCOM = "RNCOM", _("Regional Network for Civil Organizations on Migration")
    IO = "IO", _("International organizations")
    OBSERVERS = "OBSERVERS", _("Observers")
    GUESTS = "GUESTS", _("Special guests")
    CIVIL_SOCIETY = "CIVIL_SOCIETY", _("Civil society")
    WORKING_GROUP = "WORKING_GROUP", _("Working group")
    LIAISON_NETWORK = "LIAISON_NETWORK", _("Liaison Officer Network")
