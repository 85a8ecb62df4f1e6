"""Search over everything: the words (`kata`), their index (`indeks`), the read (`temukan`)."""
