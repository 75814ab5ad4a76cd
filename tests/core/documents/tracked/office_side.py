"""Runs in the system's Python, beside LibreOffice: opens, settles and writes what it is told.

Standard input: one line a file, "address|command|address of the outcome". A command may be empty.
"""

import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main(office, folder):
    """Start the program, do every line, and end it."""
    pipe = f"uratibu{time.time_ns()}"
    program = subprocess.Popen(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
         "--nologo", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        manager, context = connect(pipe)
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        commands = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        for line in sys.stdin:
            source, command, target = line.strip().split("|")
            document = desktop.loadComponentFromURL(source, "_blank", 0, (said("Hidden", True),))
            if command:
                frame = document.getCurrentController().getFrame()
                commands.executeDispatch(frame, command, "", 0, ())
            document.storeToURL(target, (said("FilterName", "OpenDocument Text Flat XML"),))
            document.close(True)
        desktop.terminate()
    finally:
        try:
            program.wait(timeout=20)
        except subprocess.TimeoutExpired:
            program.kill()


def connect(pipe):
    """The service manager and context of the program, once it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
        else:
            return context.ServiceManager, context
    raise SystemExit("LibreOffice did not start within a minute")


def said(name, value):
    """One property."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
