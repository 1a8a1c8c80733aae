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
    OBSERVERS = "OBSERVERS", _("Observers and special guests")
    WORKING_GROUPS = "WORKING_GROUPS", _("Working groups and networks")
