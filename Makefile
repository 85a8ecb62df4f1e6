# Perintah sehari-hari. `make help` menampilkan daftarnya.

HOST ?= 127.0.0.1
PORT ?= 8501
PY := .venv/bin/python
# Browsers make the tests wait, so twice as many as there are cores.
PEKERJA = $$($(PY) -c "import os; print(min(8, (os.cpu_count() or 2) * 2))")

.DEFAULT_GOAL := help
.PHONY: help run seed test test-cepat lint format typecheck bench gambar bersih lingkungan lingkungan-uji

help: ## daftar perintah ini
	@echo "Dasbor Rakor. Perintah:"
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'
	@echo "Dapat diatur: PORT (8501), HOST (127.0.0.1), DATABASE_URL, PYTHON; contoh: make run PORT=9000"

run: seed ## siapkan semuanya, lalu jalankan dasbor di http://127.0.0.1:8501
	@echo "Dasbor Rakor: http://$(HOST):$(PORT)  (Ctrl+C untuk berhenti)"
	@exec $(PY) -m streamlit run dashboard.py --server.address $(HOST) --server.port $(PORT) --logger.hideWelcomeMessage true

seed: lingkungan ## buat atau mutakhirkan basis data; diisi data contoh bila masih kosong
	@$(PY) -m seed

# Dozens of processes start in a run: what they import is compiled once, also in containers that
# switch this off.
test: export PYTHONDONTWRITEBYTECODE =
test: lint typecheck ## semua pemeriksaan dan uji; memasang sendiri Chromium dan PostgreSQL
	@$(PY) -m tests.alat
	@$(PY) -m pytest -n $(PEKERJA) --dist worksteal

test-cepat: lingkungan-uji ## uji unit dan halaman saja, tanpa peramban
	@$(PY) -m pytest -n $(PEKERJA) --dist worksteal --ignore tests/browser

lint: lingkungan-uji ## periksa gaya kode
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check

format: lingkungan-uji ## rapikan kode
	@$(PY) -m ruff format
	@$(PY) -m ruff check --fix

typecheck: lingkungan-uji ## periksa tipe
	@$(PY) -m mypy

bench: lingkungan-uji ## ukur kinerja; hasilnya ke docs/kinerja.md
	@$(PY) -m tests.bench --tulis

gambar: lingkungan-uji ## ambil ulang tangkapan layar untuk docs/gambar
	@$(PY) -m tests.alat
	@$(PY) -m tests.browser.gambar

bersih: ## hapus .venv dan simpanan alat bantu; basis data tidak disentuh
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

lingkungan:
	@.ci/siapkan.sh requirements.txt

lingkungan-uji:
	@.ci/siapkan.sh requirements.txt requirements-dev.txt
