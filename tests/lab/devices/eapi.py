# Copyright (c) 2026, netops.arp maintainers
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""eAPI: the commands of EOS over HTTPS, as JSON-RPC 2.0 with the method C(runCmds).

usage: python -m devices.eapi

Listens on port 443 of its lab host, for the user and password C(admin). Makes its certificate on each start.
"""

import base64
import http.server
import json
import platform
import ssl
import subprocess
import tempfile

from .commands import RefusedError
from .eos import Eos

_ADDRESS = ("", 443)
_CREDENTIALS = b"admin:admin"
_INVALID_COMMAND = 1002  # "CLI command N of M failed"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_words):
        """Say nothing: nobody reads it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        wanted = "Basic " + base64.b64encode(_CREDENTIALS).decode()
        if self.headers.get("Authorization") != wanted:
            self._answer(401, b"Unable to authenticate user")
        elif self.path != "/command-api":
            self._answer(404, b"")
        else:
            self._answer(200, json.dumps(reply(json.loads(body))).encode())

    def _answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def reply(request):
    """Return the answer to one JSON-RPC request: all commands, or the error of the first that fails."""
    device = Eos(platform.node())
    parameters = request["params"]
    results = []
    commands = [command["cmd"] if isinstance(command, dict) else command for command in parameters["cmds"]]
    for number, command in enumerate(commands, start=1):
        try:
            results.append(_result(device, command, parameters.get("format", "json")))
        except RefusedError as error:
            message = f"CLI command {number} of {len(commands)} '{command}' failed: invalid command"
            data = [*results, {"errors": [str(error)]}]
            return _response(request, error={"code": _INVALID_COMMAND, "message": message, "data": data})
    return _response(request, result=results)


def _result(device, command, form):
    if form == "text":
        return {"output": device.run(command)}
    # Settings and changes have no answer, whatever its form.
    text = device.run(f"{command} | json" if command.startswith("sh") else command)
    return json.loads(text) if text else {}


def _response(request, **outcome):
    return {"jsonrpc": "2.0", "id": request.get("id"), **outcome}


def main():
    server = http.server.ThreadingHTTPServer(_ADDRESS, Handler)
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as certificate:
        command = ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        command += ["-days", "30", "-subj", f"/CN={platform.node()}", "-keyout", key.name, "-out", certificate.name]
        subprocess.run(command, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.name, key.name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
