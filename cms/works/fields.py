"""The field that holds a text's paragraphs."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField

from cms.works.blocks import TextBody


class TextBodyField(StreamField):
    """A StreamField of paragraphs whose block definitions stay out of migrations.

    They are code, not schema: the column is JSON text whatever the blocks are, and
    copies of them in every migration would only grow and go stale.
    """

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        super().__init__(block_types or TextBody(), **kwargs)

    def deconstruct(self) -> Any:
        """Describe the field without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
