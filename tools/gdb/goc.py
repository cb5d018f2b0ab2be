# gdb's commands for goroutines, in running programs and in core files:
#
#	info goroutines              number, what it does or waits for, function and line
#	goroutine N backtrace        any command, as seen from goroutine N: bt, frame, info locals, print x, ...
#	goroutine all backtrace      the same for each
#
# gdb loads this by the name that libgoc carries in its section .debug_gdb_scripts (runtime/sched/debugger.c).
#
# How a goroutine that no thread runs is unwound: its registers must not be put into a thread (a core file has none
# that could be written, and a program must not go on with them by mistake). So for the time of one command an unwinder
# says that the caller of the selected thread's frame 0 is the goroutine's frame; frame 0 is left out of what is shown.
#
# `break main` means the main of the .gc file, which libgoc's own calls: see own_main.
#
# What is read of libgoc: the slots of stacks (core/stack.c: chunks, slot_stack), the records of goroutines that have not
# run (sched/spawn.c: record_chunks), descriptors (sched/g.h) and reasons (sched/park.c). Names change there and here.

import re

import gdb
from gdb.unwinder import Unwinder

REGISTERS = {"x86-64": ("rip", "rsp", "rbp"), "aarch64": ("pc", "sp", "x29")}


def constant(name):
    return int(gdb.parse_and_eval(name))


def registers():
    machine = gdb.selected_frame().architecture().name()
    for name, found in REGISTERS.items():
        if name in machine:
            return found
    raise gdb.GdbError("goroutines are not known on %s" % machine)


# ---- What there is ---------------------------------------------------------------------------------


class Goroutine:
    """A goroutine as it was when the program stopped. A fresh one (not run yet) has no stack; a running one has a thread."""

    def __init__(self, value, states, fresh=False):
        self.id = int(value["id"])
        self.go_pc = int(value["go_pc"])
        self.thread = self.at = None
        self.locked = False
        if fresh:
            self.state = "runnable"
            return
        state = states[int(value["state"])]
        self.state = state.lower()
        self.locked = int(value["pinned"]) != 0
        if state == "WAITING" or (state == "BLOCKED" and int(value["reason"])):
            self.state = gdb.parse_and_eval("'sched/park.c'::reasons[%d]" % int(value["reason"])).string()
        if state in ("RUNNING", "BLOCKED"):
            self.thread = thread_of(int(value["m"]["tid"]))
        else:
            self.at = [int(value["at"][part]) for part in ("pc", "sp", "fp")]


def thread_of(tid):
    for thread in gdb.selected_inferior().threads():
        if thread.ptid[1] == tid:
            return thread
    return None


def started():
    try:
        return int(gdb.parse_and_eval("'core/stack.c'::nchunks")) > 0
    except gdb.error:
        raise gdb.GdbError("no goroutines: the program has no libgoc, or libgoc no debugging information")


def descriptors():
    """Values of type goc__g for every slot of a stack that is in use."""
    pointer = gdb.lookup_type("goc__g").pointer()
    colours, step = constant("'core/stack.c'::COLOURS"), constant("'core/stack.c'::COLOUR_STEP")
    room = constant("'core/stack.c'::room_size")
    memory = gdb.selected_inferior()
    for n in range(int(gdb.parse_and_eval("'core/stack.c'::nchunks"))):
        chunk = gdb.parse_and_eval("'core/stack.c'::chunks[%d]" % n)
        base, slot, slots = int(chunk["base"]), int(chunk["slot"]), int(chunk["slots"])
        used = bytes(memory.read_memory(int(chunk["used"]), slots))
        for i in range(slots):
            if used[i]:
                top = base + (i + 1) * slot - room - i % colours * step
                yield gdb.Value(top).cast(pointer).dereference()


def records():
    chunk = gdb.parse_and_eval("'sched/spawn.c'::record_chunks")
    count = constant("'sched/spawn.c'::CHUNK")
    pointer = gdb.lookup_type("struct record_chunk").pointer()
    while int(chunk):
        chunk = chunk.cast(pointer)
        for i in range(count):
            if int(chunk["at"][i]["live"]):
                yield chunk["at"][i]
        chunk = chunk["next"]


def goroutines():
    """All that live, by number."""
    found = {}
    if not started():
        return []
    states = {constant("GOC__" + name): name for name in ("DEAD", "RUNNABLE", "RUNNING", "WAITING", "BLOCKED")}
    for g in descriptors():
        state = states.get(int(g["state"]), "DEAD")
        if state == "DEAD" or int(g["id"]) == 0 or (state == "RUNNABLE" and int(g["fresh"])):
            continue
        found[int(g["id"])] = Goroutine(g, states)
    for record in records():
        found.setdefault(int(record["id"]), Goroutine(record, states, True))
    return [found[number] for number in sorted(found)]


# ---- Standing on a goroutine's stack -----------------------------------------------------------------


class Parked(Unwinder):
    """While `goroutine` is set: the caller of the selected thread's frame 0 is where that goroutine stopped."""

    def __init__(self):
        super().__init__("goroutines")
        self.goroutine = None

    def __call__(self, pending):
        if not self.goroutine:
            return None
        if any(int(pending.read_register(name)) != value for name, value in self.innermost.items()):
            return None
        # Unwinding must lead to higher addresses, so frame 0 is said to lie just below the goroutine's.
        info = pending.create_unwind_info(FrameId(gdb.Value(self.goroutine.at[1] - 16), pending.read_register(self.names[0])))
        for name, value in zip(self.names, self.goroutine.at):
            info.add_saved_register(name, gdb.Value(value).cast(pending.read_register(name).type))
        return info

    def enter(self, goroutine):
        self.names = registers()
        gdb.newest_frame().select()
        self.innermost = {name: int(gdb.newest_frame().read_register(name)) for name in self.names[:2]}
        self.goroutine = goroutine
        gdb.invalidate_cached_frames()

    def leave(self):
        self.goroutine = None
        gdb.invalidate_cached_frames()


class FrameId:
    def __init__(self, sp, pc):
        self.sp = sp
        self.pc = pc


parked = Parked()
gdb.unwinder.register_unwinder(None, parked, replace=True)


class Standing:
    """with Standing(g) as frame: its newest frame is selected; the selection is put back afterwards."""

    def __init__(self, goroutine):
        self.goroutine = goroutine

    def __enter__(self):
        self.thread = gdb.selected_thread()
        self.level = gdb.selected_frame().level()
        if self.goroutine.thread:
            self.goroutine.thread.switch()
            frame = gdb.newest_frame()
        else:
            parked.enter(self.goroutine)
            frame = gdb.newest_frame().older()
        if frame:
            frame.select()
        return frame

    def __exit__(self, kind, value, trace):
        if not self.goroutine.thread:
            parked.leave()
        if self.thread:
            self.thread.switch()
        frame = gdb.newest_frame()
        while frame.level() < self.level and frame.older():
            frame = frame.older()
        frame.select()
        return False


# ---- Showing -----------------------------------------------------------------------------------------


def line_text(pc):
    line = gdb.find_pc_line(pc)
    return "%s:%d" % (line.symtab.filename, line.line) if line.symtab else "0x%x" % pc


def name_text(name):
    return "main" if name == "goc_user_main" else name or "?"


def function_text(pc):
    block = gdb.block_for_pc(pc)
    while block and not block.function:
        block = block.superblock
    return name_text(block.function.name if block else None)


def own_folder():
    """Where libgoc's sources were when it was compiled."""
    symtab = gdb.lookup_global_symbol("goc_main").symtab
    return symtab.fullname().rsplit("/", 2)[0] + "/"


def program_frame(frame, own):
    """The newest frame whose source is known and is not libgoc's, if any."""
    while frame:
        symtab = frame.find_sal().symtab
        if symtab and not symtab.fullname().startswith(own):
            return frame
        frame = frame.older()
    return None


def where(goroutine, own):
    if not goroutine.at and not goroutine.thread:
        return created_text(goroutine)
    with Standing(goroutine) as newest:
        frame = program_frame(newest, own)
        if frame:
            sal = frame.find_sal()
            return "%s at %s:%d" % (name_text(frame.name()), sal.symtab.filename, sal.line)
        return name_text(newest.name()) if newest else "?"


def created_text(goroutine):
    if not goroutine.go_pc:
        return ""
    call = goroutine.go_pc - 1
    return "created by %s at %s" % (function_text(call), line_text(call))


def state_text(goroutine):
    return goroutine.state + (", locked to thread" if goroutine.locked else "")


class InfoGoroutines(gdb.Command):
    """Goroutines: number, what each does or waits for, function and line. * marks the selected thread's."""

    def __init__(self):
        super().__init__("info goroutines", gdb.COMMAND_STATUS)

    def invoke(self, arg, from_tty):
        found = goroutines()
        own = own_folder() if found else ""
        current = gdb.selected_thread()
        for g in found:
            mark = "*" if g.thread and current and g.thread.ptid == current.ptid else " "
            print("%s %-4d %-24s %s" % (mark, g.id, state_text(g), where(g, own)))
        if not found:
            print("No goroutines.")


class GoroutineCommand(gdb.Command):
    """goroutine N COMMAND, goroutine all COMMAND: runs a command (backtrace, info locals, ...) as seen from goroutine N.
Commands other than backtraces see its newest frame outside libgoc."""

    def __init__(self):
        super().__init__("goroutine", gdb.COMMAND_STACK)

    def invoke(self, arg, from_tty):
        words = arg.split(None, 1)
        if len(words) != 2 or not (words[0] == "all" or words[0].isdigit()):
            raise gdb.GdbError("usage: goroutine N|all COMMAND")
        found = [g for g in goroutines() if words[0] in ("all", str(g.id))]
        if not found and words[0] != "all":
            raise gdb.GdbError("no goroutine %s" % words[0])
        for i, g in enumerate(found):
            if words[0] == "all":
                print("%sgoroutine %d [%s]:" % ("\n" if i else "", g.id, state_text(g)))
            self.run(g, words[1])

    def run(self, goroutine, command):
        is_trace = re.match(r"(bt|ba|bac|back\w*|where)\b", command)
        if goroutine.at or goroutine.thread:
            with Standing(goroutine) as newest:
                frame = None if is_trace else program_frame(newest, own_folder())
                if frame:
                    frame.select()
                text = gdb.execute(command, to_string=True)
            print(trace_text(text, goroutine.at) if is_trace else text, end="")
        else:
            print("(no stack yet)" if goroutine.state == "runnable" else "(its thread is not there)")
        if is_trace and goroutine.go_pc:
            print(created_text(goroutine))


def trace_text(text, without_first):
    """A backtrace without the null return address that ends the stack, and without frame 0 where that was the thread's."""
    frames = [part for part in re.split(r"(?m)^(?=#\d+ )", text) if part]
    if frames and re.match(r"#\d+ +0x0+ in \?\? ", frames[-1]):
        del frames[-1]
    if not without_first:
        return "".join(frames)
    return "".join(re.sub(r"^#(\d+)( *)", lambda m: "#%-*d" % (len(m.group(0)) - 1, int(m.group(1)) - 1), part) for part in frames[1:])


# ---- break main --------------------------------------------------------------------------------------


def own_main(breakpoint):
    """A breakpoint at main would stop in libgoc's; the one of a .gc file is goc_user_main to the linker, and so to gdb."""
    if breakpoint.location not in ("main", "-qualified main") or not breakpoint.is_valid() or not gdb.lookup_global_symbol("goc_user_main"):
        return
    if breakpoint.type != gdb.BP_BREAKPOINT or not gdb.lookup_global_symbol("goc__main_exits"):
        return
    gdb.Breakpoint("goc_user_main", temporary=breakpoint.temporary)
    breakpoint.condition = "0"         # gdb still holds it: it goes when gdb has come back to its prompt
    gdb.post_event(lambda: breakpoint.is_valid() and breakpoint.delete())


InfoGoroutines()
GoroutineCommand()
gdb.events.breakpoint_created.connect(own_main)
