"""Speaks to the server with websockets for Python, as it is told by lines on its input, and tells what comes.

usage: client.py URL CARRIER
"""

import asyncio
import os
import sys

import websockets


def say(*words):
    print(*words, flush=True)


async def listen(socket):
    try:
        async for message in socket:
            say("text", message)
    except websockets.ConnectionClosedError:
        pass  # Told below, as any other end.
    say("closed", socket.close_code, socket.close_reason)


async def obey(socket):
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        word, *rest = line.rstrip("\n").split("\t")
        if word == "fragments":
            await socket.send(rest)
        elif word == "ping":
            await (await socket.ping(rest[0]))
            say("pong", rest[0])
        elif word == "close":
            await socket.close(1000, "done")


async def main(url, carrier):
    protocols = ["watchparty.v2", carrier]
    async with websockets.connect(url, subprotocols=protocols, ping_interval=None) as socket:
        say("open", socket.subprotocol, *[extension.name for extension in socket.extensions])
        asyncio.ensure_future(obey(socket))
        await listen(socket)
    os._exit(0)  # A thread still waits for a line, and would keep the interpreter.


asyncio.run(main(*sys.argv[1:]))
