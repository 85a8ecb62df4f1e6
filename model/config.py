"""Settings from the environment or `.env`; docs/arsitektur.md lists them, a test checks that."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What may differ between installations. Everything has a safe default for one laptop."""

    model_config = SettingsConfigDict(env_file=ROOT / ".env", extra="ignore", frozen=True)

    database_url: str = Field(
        default=f"sqlite:///{ROOT / 'data' / 'forum.db'}",
        description="SQLite file or PostgreSQL server that holds the store.",
    )
    sqlite_busy_seconds: float = Field(
        default=10.0, gt=0, description="How long a SQLite statement waits for a lock."
    )
    forum_sandi: Literal["asvs", "bssn"] = Field(
        default="asvs",
        description="Rules for passwords: `asvs` (15 letters or more, none of the common ones) or "
        "`bssn` (12 or more of four classes, changed every 90 days).",
    )
    forum_sesi_diam_menit: int = Field(
        default=60, ge=1, le=1440, description="A sign-in ends after so many minutes without use."
    )
    forum_sesi_jam: int = Field(
        default=12, ge=1, le=168, description="A sign-in ends after so many hours whatever happens."
    )

    @property
    def sandi_berlaku_hari(self) -> int | None:
        """Return after how many days a password must be changed; None for never."""
        return 90 if self.forum_sandi == "bssn" else None

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, url: str) -> str:
        """Accept the address forms that hosters hand out and name the driver we ship."""
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url


@lru_cache
def settings() -> Settings:
    """Return the settings, read once per process."""
    return Settings()
