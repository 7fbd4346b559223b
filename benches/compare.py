#!/usr/bin/env python3
"""Times `fluentpress build` against the official compiler on the project that `fluentpress emit` writes.

    python3 benches/compare.py [--runs N] [--starts N] [--drop-caches] [--typst PATH] [--fluentpress PATH]

Whole processes, in turn, after one warm-up each: 12 runs of `typst compile` one after the other, and two
at a time. Then the same on an article a hundred times as long. Medians; processor time is that of all
processes, memory that of the largest one.

Before that, the size of the program, and how long it takes to start: warm, and cold, when no page of it and of the
project is in memory. Linux is told so with posix_fadvise; --drop-caches, as root, makes it forget everything else too,
libraries and folders included, for all who use the machine.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ["--root", ".", "--font-path", "fonts", "--ignore-system-fonts", "--pdf-standard", "ua-1,a-2a"]


def run(command, folder):
    """Runs a process; gives its wall and processor time in seconds and its peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command}: {said.decode()}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def official(typst, folder, at_once):
    """Compiles every main file of an emitted project."""
    mains = sorted(p.name for p in folder.glob("*.typ"))
    one = lambda main: run([typst, "compile", *OPTIONS, main, f"{main}.pdf"], folder)
    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        _, cpu, peaks = zip(*pool.map(one, mains))
    return time.perf_counter() - start, sum(cpu), max(peaks)


def forget(files, everything):
    """Makes the system read files anew when they are asked for."""
    if everything:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
        return
    for file in files:
        with open(file, "rb") as opened:
            os.fsync(opened.fileno())
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def start(ours, typst, project, runs, everything):
    """Prints the size of the program, and the times of small commands, warm and cold."""
    print("The program")
    for program in filter(None, (shutil.which(p) for p in (ours, typst))):
        told = subprocess.run(["size", "-A", program], capture_output=True, text=True).stdout
        sections = {line.split()[0]: int(line.split()[1]) / 1e6 for line in told.splitlines() if line.startswith(".")}
        parts = ", ".join(f"{name} {sections[name]:.1f}" for name in (".text", ".rodata") if name in sections)
        print(f"  {Path(program).name:36} {os.path.getsize(program) / 1e6:8.1f} MB   {parts}")
    with tempfile.TemporaryDirectory() as folder:
        build = ["--project", str(project), "build", "--output-dir", folder]
        commands = {
            "fluentpress --version": [ours, "--version"],
            "fluentpress explain": [ours, "explain"],
            "fluentpress fonts": [ours, "--project", str(project), "fonts"],
            "fluentpress status": [ours, "--project", str(project), "status"],
            "fluentpress build": [ours, *build],
        }
        if shutil.which(typst):
            commands["typst --version"] = [typst, "--version"]
        inputs = [f for name in ("seeds", "i18n") for f in (project / name).rglob("*") if f.is_file()]
        print(f"\nTo start ({runs} runs, medians)                  warm          cold")
        for name, command in commands.items():
            run(command, folder)
            warm = [run(command, folder)[0] for _ in range(runs)]
            cold = []
            for _ in range(runs):
                forget([shutil.which(command[0]), *inputs], everything)
                cold.append(run(command, folder)[0])
            warm, cold = statistics.median(warm) * 1000, statistics.median(cold) * 1000
            print(f"  {name:36} {warm:8.1f} ms {cold:8.1f} ms")


def hundredfold(folder, copies):
    """A project with the article's sections many times over, and three audiences without budgets."""
    text = (ROOT / "seeds/trump-xi-ia.md").read_text()
    front, body = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()
    front = re.sub(r"\naudiences:\n(  .*\n?)+", "\n", front)
    lede, rest = body.split("\n# ", 1)
    rest = re.sub(r"^::: executive-summary.*?^:::\n", "", "\n# " + rest, flags=re.S | re.M)
    lede = re.sub(r"^::: executive-summary.*?^:::\n", "", lede, flags=re.S | re.M)
    ids = re.findall(r"\{#([a-z-]+)", rest)
    numbered = lambda n: re.sub(r"\{#([a-z-]+)", lambda m: f"{{#{m[1]}-{n}", rest)
    article = f"---\n{front.strip()}\n---\n{lede}" + "".join(numbered(n) for n in range(copies))
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds/long.md").write_text(article)
    for name in ["one", "two", "three"]:
        shutil.copytree(ROOT / "layouts/full-analysis", folder / "layouts" / name)
    (folder / "fluentpress.yaml").write_text("source: fr\naudiences: [one, two, three]\n")
    catalogue = (ROOT / "i18n/en/trump-xi-ia.ftl").read_text()
    entries = re.findall(r"^[a-z].*\n(?:    .*\n)*", catalogue, re.M)
    section = re.compile("(" + "|".join(sorted(ids, key=len, reverse=True)) + ")(-.*)", re.S)
    out = []
    for entry in entries:
        match = section.fullmatch(entry)
        out += [f"{match[1]}-{n}{match[2]}" for n in range(copies)] if match else [entry]
    labels = "".join(f"{name} = Analysis\n" for name in ["one", "two", "three"])
    (folder / "i18n/en").mkdir(parents=True)
    (folder / "i18n/en/long.ftl").write_text("".join(out))
    (folder / "i18n/en/labels.ftl").write_text(labels)
    (folder / "i18n/fr").mkdir()
    (folder / "i18n/fr/labels.ftl").write_text(labels)


def compare(title, ours, typst, project, emitted, runs):
    """Prints medians and ratios."""
    subprocess.run([ours, "--project", str(project), "emit", str(emitted)], check=True, stdout=subprocess.DEVNULL)
    ours_run = lambda: run([ours, "--project", str(project), "build", "--output-dir", str(emitted / "ours")], emitted)
    contenders = [
        ("fluentpress build", ours_run),
        ("typst compile, one after the other", lambda: official(typst, emitted, 1)),
        ("typst compile, two at a time", lambda: official(typst, emitted, 2)),
    ]
    results = {name: [] for name, _ in contenders}
    for turn in range(runs + 1):
        for name, contender in contenders:
            result = contender()
            if turn > 0:
                results[name].append(result)
    print(f"\n{title} ({runs} runs, medians)")
    base = None
    for name, measured in results.items():
        wall, cpu, peak = map(statistics.median, zip(*measured))
        base = base or (wall, peak)
        ratio = f"   ours / theirs: {base[0] / wall:.2f} of the time, {base[1] / peak:.2f} of the memory"
        times = f"{wall * 1000:8.0f} ms {cpu * 1000:8.0f} ms of processors"
        print(f"  {name:36} {times} {peak:7.0f} MiB" + (ratio if measured is not results["fluentpress build"] else ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="how often both compilers are run; 0 for not at all")
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--starts", type=int, default=11, help="how often small commands are started; 0 for not at all")
    parser.add_argument("--drop-caches", action="store_true")
    parser.add_argument("--typst", default="typst")
    parser.add_argument("--fluentpress", default=str(ROOT / "target/release/fluentpress"))
    arguments = parser.parse_args()
    if arguments.starts:
        start(arguments.fluentpress, arguments.typst, ROOT, arguments.starts, arguments.drop_caches)
    if not arguments.runs:
        return
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        compare("The article", arguments.fluentpress, arguments.typst, ROOT, folder / "small", arguments.runs)
        if arguments.copies:
            hundredfold(folder / "project", arguments.copies)
            confirm = [arguments.fluentpress, "--project", str(folder / "project"), "ack", "--all-unconfirmed", "en"]
            subprocess.run(confirm, check=True, stdout=subprocess.DEVNULL)
            title = f"An article {arguments.copies} times as long"
            runs = max(1, arguments.runs // 4)
            compare(title, arguments.fluentpress, arguments.typst, folder / "project", folder / "large", runs)


if __name__ == "__main__":
    main()
