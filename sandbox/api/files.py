"""The methods files.getUploadURLExternal and files.completeUploadExternal, and the files that people open."""

import base64
import mimetypes
import secrets
from urllib.parse import quote

from aiohttp import web

from sandbox.api.arguments import Arguments
from sandbox.api.chat import find_conversation
from sandbox.api.refusals import Json, describe_problems
from sandbox.payloads.events import tell_message
from sandbox.workspace import File, Workspace
from sandbox.world import Person


def give_address(workspace: Workspace, arguments: Arguments) -> Json:
    name, length = arguments.need("filename"), arguments.need("length")
    words = describe_problems(["[ERROR] must be greater than 0 [json-pointer:/length]"])
    workspace.refusals.refuse("files:bad_length", when=not length.isdigit() or int(length) == 0, extra=words)
    file = File("F0" + secrets.token_hex(4).upper(), name, arguments.text("alt_txt"), int(length))
    workspace.files[file.id] = file
    return {"upload_url": f"{workspace.url}/upload/{file.id}", "file_id": file.id}


async def take_bytes(workspace: Workspace, request: web.Request) -> web.Response:
    """Take a file's bytes, as they are or as a form's only file."""
    file = workspace.refusals.require("files:unknown_upload", workspace.files.get(request.match_info["file"]))
    if request.content_type == "multipart/form-data":
        parts = [part for part in (await request.post()).values() if isinstance(part, web.FileField)]
        body = parts[0].file.read() if parts else b""
    else:
        body = await request.read()
    workspace.refusals.refuse("files:wrong_length", when=len(body) != file.length)
    file.body = body
    return web.Response(text=f"OK - {len(body)}")


def share(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer files.completeUploadExternal: show the files in a conversation, in one message."""
    given: list[Json] = arguments.parse("files", kind=list) or []
    need, none = workspace.refusals.require, "files.completeUploadExternal:file_not_found"
    files = [need(none, find_file(workspace, one)) for one in given]
    if not files:
        arguments.need("files")
    place = find_conversation(workspace, arguments.need("channel_id"))
    thread = arguments.text("thread_ts")
    workspace.refusals.refuse("files:thread_not_found", when=bool(thread) and place.find(thread) is None)
    for file, one in zip(files, given, strict=True):
        file.title, file.channel = str(one.get("title") or file.name), place.id
    tell_message(workspace, workspace.say(place.id, arguments.text("initial_comment"), [], thread=thread, files=files))
    return {"files": [file.describe(workspace.url) for file in files]}


def find_file(workspace: Workspace, given: Json) -> File | None:
    file = workspace.files.get(str(given.get("id"))) if isinstance(given, dict) else None
    return file if file and file.body and not file.channel else None


def take_upload(workspace: Workspace, person: Person, name: str, content: str) -> Json:
    """Take a file that a person puts into a form; the content is in base64."""
    body = base64.b64decode(content)
    empty = not body or not name
    workspace.refusals.refuse("upload:empty", when=empty, sentence="Slack takes no empty file.")
    file = File("F0" + secrets.token_hex(4).upper(), name, "", len(body), body, name, by=person.id)
    workspace.files[file.id] = file
    return file.describe(workspace.url)


async def show_file(workspace: Workspace, request: web.Request) -> web.Response:
    """Give a file to the app, and to the people who are where it was shown."""
    file = workspace.files.get(request.match_info["file"])
    place = workspace.conversations.get(file.channel) if file else None
    ours = request.headers.get("Authorization") == f"Bearer {workspace.tokens.bot}"
    may_read = ours and "files:read" in workspace.manifest.scopes
    allowed = place is not None and (ours or request.query.get("person") in place.members)
    allowed = allowed or (file is not None and bool(file.by) and may_read)
    workspace.refusals.refuse("files:not_visible", when=not allowed, sentence="You cannot open this file.")
    if file is None:
        raise web.HTTPNotFound
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    disposition = f"attachment; filename*=UTF-8''{quote(file.name)}"
    safe = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return web.Response(body=file.body, content_type=kind, headers=safe)


METHODS = {"files.getUploadURLExternal": give_address, "files.completeUploadExternal": share}
