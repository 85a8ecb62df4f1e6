"""The forms of an eskalasi: why a decision is asked for, and what came of it."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from model.isian import Isian, clean_text

Alasan = Annotated[
    str, Field(min_length=10, max_length=500, strict=True), BeforeValidator(clean_text)
]
Hasil = Annotated[
    str, Field(min_length=3, max_length=500, strict=True), BeforeValidator(clean_text)
]


class IsianEskalasi(Isian):
    """What pimpinan has to decide, in a few words."""

    alasan: Alasan = Field(
        title="Alasan",
        description="Apa yang perlu diputuskan, dan mengapa pokja tidak dapat memutuskannya "
        "sendiri. Paling sedikit 10 huruf.",
    )


class IsianHasil(Isian):
    """What came of it."""

    hasil: Hasil = Field(
        title="Hasil",
        description="Apa yang diputuskan, atau mengapa keputusan tidak diperlukan lagi.",
    )


class IsianTarikKembali(IsianHasil):
    """Why a decision is not needed any more."""

    hasil: Hasil = Field(title="Alasan ditarik kembali")
