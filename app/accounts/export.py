"""The download of all that belongs to an account."""

from typing import TYPE_CHECKING

from app.http.exchange import Reply
from app.http.handling import Call, Handler

if TYPE_CHECKING:
    from app.accounts.part import Accounts

EXPORT = "select api.export_account($1)::text"
FILE = b'attachment; filename="iwm-export.json"'


def handlers(_: "Accounts") -> dict[str, Handler]:
    """The handlers of this module by the name that @handler gives."""
    return {"download_account": download_account}


async def download_account(call: Call) -> Reply:
    """The answer of GET /v1/me/export, to be saved. The bytes are PostgreSQL's: nothing is decoded on the way."""
    viewer = call.text("viewer").encode()
    [(document,)] = await call.endpoint.services.pool.run(EXPORT, (viewer,), again=True)
    body = b'{"success":true,"data":' + (document or b"null") + b',"message":"OK"}'
    return Reply(body, headers=[(b"content-disposition", FILE)])
