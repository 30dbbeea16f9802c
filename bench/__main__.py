import importlib
import pkgutil
import sys
from pathlib import Path

NOT_BENCHMARKS = {"__main__", "ground", "pages"}


def names():
    found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return [name for name in found if name not in NOT_BENCHMARKS]


def main():
    if len(sys.argv) > 1 and sys.argv[1] in names():
        importlib.import_module(f"bench.{sys.argv[1]}").main()
        return
    for name in names():
        module = importlib.import_module(f"bench.{name}")
        print(f"{name:<12} {module.__doc__.strip().splitlines()[0]}")
    if len(sys.argv) > 1:
        sys.exit(f"\nThere is no benchmark “{sys.argv[1]}”.")


if __name__ == "__main__":
    main()
