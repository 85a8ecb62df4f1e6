"""What a person may type as a tanggapan."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from model.isian import Isian, clean_text
from model.sebutan import MAKS_SEBUTAN

MAKS_TANGGAPAN = 2000
MANY_LINES = re.compile(r"\n\s*\n\s*\n")


def clean_lines(value: Any) -> Any:
    """Return clean text in which empty lines do not pile up."""
    value = clean_text(value)
    return MANY_LINES.sub("\n\n", value) if isinstance(value, str) else value


class IsianTanggapan(Isian):
    """A tanggapan or usulan under a risiko or rencana aksi."""

    isi: Annotated[
        str,
        Field(min_length=1, max_length=MAKS_TANGGAPAN, strict=True),
        BeforeValidator(clean_lines),
    ] = Field(
        title="Tanggapan",
        description="Tulis @nama.masuk, @ketua, @pic, @verifikator, atau @sekretariat untuk "
        "memberi tahu orangnya.",
    )
    sebut_ids: list[int] = Field(
        default_factory=list, max_length=MAKS_SEBUTAN, title="Beri tahu (boleh kosong)"
    )
    usulan: bool = Field(default=False, title="Ini sebuah usulan")
