"""What every reader gives back: a file as pages, a page as lines."""

from dataclasses import dataclass

from .changes import Change
from .kinds import Kind


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as printed; its characters are those of the file, never normalised."""

    text: str
    label: str = ""
    """Word's automatic number as printed (`a)`); typed numbers stay in `text`."""
    level: int = 0
    furniture: bool = False
    """True for running headers, footers and page numbers."""
    style: str = ""
    starts_paragraph: bool = True
    """False where the line only goes on with the line before it."""

    @property
    def printed(self) -> str:
        """Give the line as the eye sees it, its automatic number first."""
        return f"{self.label} {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page; width and height are points, or 0 where the format has no pages."""

    number: int
    lines: tuple[ReadLine, ...]
    width: float = 0.0
    height: float = 0.0

    @property
    def text(self) -> str:
        """Give all that is printed on the page, furniture too, line by line."""
        return "\n".join(line.printed for line in self.lines)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file read to the end; `notes` are codes explained in `errors.NOTES`."""

    kind: Kind
    pages: tuple[ReadPage, ...]
    title: str | None = None
    notes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    """Tracked changes and comments, which are for a person to judge."""

    @property
    def text(self) -> str:
        """Give the text of all pages, one line of the paper a line."""
        return "\n".join(page.text for page in self.pages)
