"""The form with which a finding of the pemeriksaan is declared in order."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from model.isian import Isian, clean_text


class IsianPengabaian(Isian):
    """Why a finding is none."""

    alasan: Annotated[
        str, Field(min_length=3, max_length=500, strict=True), BeforeValidator(clean_text)
    ] = Field(
        title="Alasan",
        description="Mengapa ini wajar. Alasan ini tampil dalam daftar yang dinyatakan wajar.",
    )
