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

    forum_berkas: Path | None = Field(
        default=None,
        description="Folder for the files of bukti dukung; by default `bukti` beside the SQLite "
        "file, or `data/bukti` with PostgreSQL.",
    )
    forum_bukti_mb: int = Field(
        default=10, ge=1, le=200, description="Largest file of bukti dukung, in MB."
    )

    forum_alamat_publik: str = Field(
        default="",
        pattern=r"^(https?://[^/\s?#@]+)?$",
        description="Address under which people reach the dashboard when it is more than this "
        "computer's own, such as `https://rakor.example.go.id`.",
    )
    forum_rahasia: str = Field(
        default="",
        repr=False,
        description="Secret that signs cookies, 32 characters or more. Needed as soon as others "
        "than this computer are served; by default a new one at every start.",
    )
    forum_percobaan_alamat: int = Field(
        default=10,
        ge=10,
        le=10_000,
        description="Refused sign-ins from one network address within 15 minutes before it has to "
        "wait. Offices behind one address need more.",
    )
    forum_oidc_alamat: str = Field(
        default="", description="Address of the office's identity provider (OpenID Connect)."
    )
    forum_oidc_id: str = Field(default="", description="Our name at the identity provider.")
    forum_oidc_rahasia: str = Field(
        default="", repr=False, description="Our secret at the identity provider."
    )
    forum_oidc_klaim: str = Field(
        default="preferred_username",
        description="What the identity provider calls the name that an account signs in by.",
    )

    forum_smtp_alamat: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):[0-9]{1,5}$|^$",
        description="Mail server as `host:port`; empty: no mail is sent.",
    )
    forum_smtp_pengguna: str = Field(default="", description="Our name at the mail server.")
    forum_smtp_sandi: str = Field(
        default="", repr=False, description="Our password at the mail server."
    )
    forum_smtp_tls: Literal["starttls", "tls", "tidak"] = Field(
        default="starttls",
        description="Encryption to the mail server: `starttls`, `tls` (from the first byte) or "
        "`tidak` (none; only without a password or on this computer).",
    )
    forum_surat_dari: str = Field(
        default="", description="Sender of the mail, such as `Dasbor Rakor <rakor@example.go.id>`."
    )

    @property
    def sandi_berlaku_hari(self) -> int | None:
        """Return after how many days a password must be changed; None for never."""
        return 90 if self.forum_sandi == "bssn" else None

    @field_validator("forum_alamat_publik", mode="before")
    @classmethod
    def _origin_only(cls, url: str) -> str:
        """Accept an address with the slash that browsers show behind it."""
        return url.strip().rstrip("/").lower()

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
