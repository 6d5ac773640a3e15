#!/usr/bin/env python3
"""A server on loopback that behaves as a plan says.

Usage: serve.py FOLDER PORT_FILE

Serves FOLDER/files with ETag and Range. FOLDER/plan.json may say, for the last part of a path, what happens to each
request for it in turn (the last entry stays): {"status": 500}, {"cut": bytes sent before the connection closes},
{"length": what Content-Length says}, {"slow": bytes a second}, {"location": URL}, {"plain": true} for no Range. Every
request becomes a line of FOLDER/log: path, range, if-range. The port goes into PORT_FILE. Ends with its stdin.
"""

import hashlib
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

folder = Path(sys.argv[1])
asked, plan_in_force = {}, ""


def behaviour(name):
    global plan_in_force
    plan = folder / "plan.json"
    text = plan.read_text() if plan.exists() else "{}"
    if text != plan_in_force:  # a new plan counts from its first step
        plan_in_force = text
        asked.clear()
    steps = json.loads(text).get(name, [{}])
    asked[name] = asked.get(name, 0) + 1
    return steps[min(asked[name], len(steps)) - 1]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer_empty(self, status, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        name = self.path.split("/")[-1]
        step = behaviour(name)
        wanted, condition = self.headers.get("Range", "-"), self.headers.get("If-Range", "-")
        with (folder / "log").open("a") as log:
            log.write(f"{name} {wanted} {condition}\n")
        path = folder / "files" / name
        if "location" in step:
            return self.answer_empty(302, [("Location", step["location"])])
        if "status" in step or not path.exists():
            return self.answer_empty(step.get("status", 404))
        data = path.read_bytes()
        tag = '"' + hashlib.sha256(data).hexdigest()[:16] + '"'
        first = 0
        if wanted.startswith("bytes=") and condition in ("-", tag) and not step.get("plain"):
            first = int(wanted[6:].split("-")[0])
        if first >= len(data):
            return self.answer_empty(416, [("Content-Range", f"bytes */{len(data)}")])
        self.send_response(206 if first else 200)
        self.send_header("ETag", tag)
        if first:
            self.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(step.get("length", len(data) - first)))
        self.end_headers()
        body = data[first:]
        self.send_body(body[:step["cut"]] if "cut" in step else body, step)
        self.close_connection = True

    def send_body(self, body, step):
        rate = step.get("slow")
        try:
            for at in range(0, len(body), rate // 20 if rate else max(len(body), 1)):
                self.wfile.write(body[at:at + rate // 20] if rate else body)
                self.wfile.flush()
                if rate:
                    time.sleep(0.05)
        except OSError:
            pass  # the reader had enough


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
unfinished = Path(sys.argv[2] + ".unfinished")
unfinished.write_text(str(server.server_address[1]))
unfinished.rename(sys.argv[2])
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
