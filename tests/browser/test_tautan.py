"""Links inside the app, the browser's own buttons, and addresses that can be handed on."""

from playwright.sync_api import Page, expect

from tests.browser.peramban import follow, open_halaman, settle


def first_aksi(page: Page) -> tuple[str, str]:
    """Click the first rencana aksi of a list; return its code and address."""
    link = page.locator(".forum a[href^='/rincian-aksi']").first
    kode = link.inner_text()
    return kode, follow(link)


def test_a_link_changes_the_page_without_a_reload(page: Page) -> None:
    open_halaman(page)
    page.evaluate("window.tidakDimuatUlang = true")
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 300)")
    kode, alamat = first_aksi(page)
    assert page.url.endswith(alamat)
    expect(page.locator(".forum").get_by_text(kode).first).to_be_visible()
    assert page.evaluate("window.tidakDimuatUlang") is True
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0


def test_back_and_forward_restore_page_and_filter(page: Page) -> None:
    open_halaman(page, "/rencana-aksi")
    pokja = page.get_by_role("combobox", name="Pokja", exact=True)
    pokja.click()
    page.get_by_role("option", name="Aset", exact=True).click()
    settle(page)
    page.wait_for_url(lambda address: "pokja=Aset" in address)
    filtered = page.url
    kode, alamat = first_aksi(page)
    assert kode.startswith("AST-")

    page.go_back()
    page.wait_for_url(filtered)
    settle(page)
    expect(pokja).to_have_value("Aset")
    expect(page.locator(".forum a[href^='/rincian-aksi']").first).to_have_text(kode)

    page.go_forward()
    page.wait_for_url(lambda address: address.endswith(alamat))
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".forum").get_by_text(kode).first).to_be_visible()


def test_an_address_with_filters_shows_the_same_to_somebody_else(page: Page) -> None:
    open_halaman(page, "/rencana-aksi?pokja=Aset&status=Berjalan")
    expect(page.get_by_role("combobox", name="Pokja", exact=True)).to_have_value("Aset")
    codes = page.locator(".forum a[href^='/rincian-aksi']").all_inner_texts()
    assert codes and all(kode.startswith("AST-") for kode in codes)


def test_control_click_opens_a_tab_and_leaves_this_one(page: Page) -> None:
    open_halaman(page)
    here = page.url
    link = page.locator(".forum a[href^='/rincian-aksi']").first
    with page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    settle(opened.value)
    assert opened.value.url.endswith(str(link.get_attribute("href")))
    assert page.url == here


def test_another_page_begins_at_its_start_for_the_keyboard_however_it_is_reached(
    page: Page,
) -> None:
    main = page.locator("#stMain")
    open_halaman(page, "/pimpinan?pokja=Aset")
    link = page.locator(".ubin").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda now: "/pimpinan" not in now.split("?")[0])
    expect(main).to_be_focused()
    settle(page)
    back = page.get_by_role("link", name="← Pimpinan")
    for _ in range(5):  # behind what stands in the head of every page
        page.keyboard.press("Tab")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pimpinan?pokja=Aset")
    expect(main).to_be_focused()
    page.go_forward()
    page.wait_for_url(lambda now: "/pimpinan" not in now.split("?")[0])
    expect(main).to_be_focused()
    settle(page)
    # Another filter of the same page leaves the focus where it is.
    open_halaman(page, "/permasalahan?pokja=Aset")
    hapus = page.get_by_role("link", name="Hapus saringan")
    hapus.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda now: "pokja" not in now)
    expect(main).not_to_be_focused()


def test_whoever_comes_back_finds_the_page_where_it_was_left(page: Page) -> None:
    down = "() => document.getElementById('stMain').scrollTop"
    open_halaman(page, "/pimpinan")
    link = page.locator("table.tertinggi tbody th a").last
    link.scroll_into_view_if_needed()
    place = page.evaluate(down)
    assert place > 300
    for way in ("browser", "link"):
        follow(link)
        assert page.evaluate(down) == 0
        if way == "browser":
            page.go_back()
        else:
            page.get_by_role("link", name="← Pimpinan").click()
        page.wait_for_url("**/pimpinan")
        page.wait_for_function(f"place => ({down})() === place", arg=place)
        settle(page)
        assert page.evaluate(down) == place
    page.keyboard.press("Home")
    page.wait_for_function(f"() => ({down})() === 0")


def test_a_number_leads_to_its_list_further_down_on_another_page(page: Page) -> None:
    open_halaman(page, "/pimpinan?pokja=Aset")
    follow(page.locator("table.peta a.sel").first)
    expect(page.locator("#daftar-risiko")).to_be_in_viewport()
    page.keyboard.press("Home")
    page.wait_for_function("() => document.getElementById('stMain').scrollTop === 0")
