"""`/layar/masuk/<token>`: the link that signs a screen in once.

Opening it shows a button, because programs that preview links open them too.
"""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from model import pintu
from model.errors import NotFound
from pages.web.halaman import page
from pages.web.masuk import asal_of, enter


async def show_layar(_request: Request) -> Response:
    """Answer with the button."""
    return page("layar.html", salah="")


async def post_layar(request: Request) -> Response:
    """Exchange the token for a cookie, so that no token stays in an address."""
    token = request.path_params["token"]
    try:
        masuk = await to_thread.run_sync(partial(pintu.sign_in_layar, token, asal_of(request)))
    except NotFound as refusal:
        return page("layar.html", 410, salah=str(refusal))
    return await enter(request, masuk, "")
