"""Why a file could not be read, and what the person who brought it can do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "empty": _("The file is empty. Choose the file again, or another copy of it."),
    "too_large": _(
        "The file is too large. Split it, or save it again with smaller pictures."
    ),
    "encrypted": _(
        "The file asks for a password. Save a copy without one and bring that copy."
    ),
    "broken": _(
        "The file is damaged or incomplete. Open it in its own program, save it "
        "again and bring the new copy."
    ),
    "wrong_type": _(
        "The file is not what its name says, or of a kind that is not taken. Bring a "
        "PDF, Word (.docx), OpenDocument (.odt), RTF, PowerPoint (.pptx), Excel "
        "(.xlsx), e-mail (.eml), web page (.html) or plain text file under its proper "
        "name."
    ),
    "zip_bomb": _(
        "The file unpacks to far more than a document holds, so it was not opened. "
        "Save the document again in its own program and bring the new copy."
    ),
    "entities": _(
        "The file tells its reader to multiply words or to fetch others from "
        "elsewhere, as no document does, so it was not opened. Save the document again "
        "in its own program and bring the new copy."
    ),
    "too_deep": _(
        "The parts of the file are nested more deeply, or are more, than those of a "
        "document, so it was not opened. Save the document again in its own program "
        "and bring the new copy."
    ),
    "not_text": _(
        "The file holds no readable text. Save it as plain text, PDF or Word (.docx)."
    ),
    "timeout": _(
        "Reading the file took too long and was stopped. Save it again as a simpler "
        "PDF, or split it."
    ),
    "out_of_memory": _(
        "Reading the file needed too much memory and was stopped. Split it, or save "
        "it again with smaller pictures."
    ),
    "crashed": _(
        "Reading the file failed. Open it in its own program, save it again and "
        "bring the new copy."
    ),
    "too_long": _(
        "The text is longer than any paper: it has more lines than can be reviewed. "
        "Divide it into its parts and bring each of them."
    ),
    "page_limit": _("The file has more pages than are read; the first ones were."),
}

NOTES: dict[str, str | Promise] = {
    "tracked_changes": _(
        "The file has tracked changes: insertions were read, deletions were not."
    ),
    "changes_unsettled": _(
        "The file has tracked changes: what was inserted and what was deleted were "
        "both read. Accept or reject the changes in its own program and bring the new "
        "copy."
    ),
    "comments": _("The file has comments: they are no part of its text."),
    "javascript": _("The file brings a program (JavaScript), which was not run."),
    "no_text": _("The pages are pictures without text: nothing in them can be found."),
    "decoded_latin1": _(
        "The text is in an old Western encoding; look at accents and quotation marks."
    ),
    "nuls_dropped": _("Null characters in the text were left out."),
    "pages_unreadable": _("Some pages could not be read."),
    "page_limit": _("The file has more pages than are read; the first ones were."),
    "rows_left_out": _("A sheet has more rows than are read; the first ones were."),
    "hidden_parts": _("Hidden parts of the file were not read."),
    "attachments_unread": _("Some attachments could not be read."),
    "no_pictures": _("Some pictures of pages could not be made."),
}


def message_for(code: str) -> str | Promise:
    """Give the sentence for an error code; unknown codes read as a failed reading."""
    return MESSAGES.get(code, MESSAGES["crashed"])


class UnreadableFile(Exception):  # noqa: N818 - says what the file is
    """Raised by every reader for a file that gives nothing; `code` is in MESSAGES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def message(self) -> str | Promise:
        """Give the sentence to show, translated when it is shown."""
        return message_for(self.code)
