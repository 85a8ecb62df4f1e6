"""Mail: what it says (`isi`), and handing it to the mail server (`kirim`)."""
