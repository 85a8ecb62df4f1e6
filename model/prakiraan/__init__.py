"""Prakiraan: the chance that a rencana aksi misses its tenggat, why, and how good that has been.

`faktor` holds the values, `hitung` the sum, `alasan` the words, `laju` the pace of each pokja,
`baca` the reads for pages; `kasus`, `ukur` and `uji` are the back-test. docs/prakiraan.md explains
it all.
"""
