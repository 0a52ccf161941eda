"""python -m workbench.crypto NAME: a fresh key with this name. It needs no settings, because the first key comes before them."""

import sys

from workbench.crypto import new_key

if len(sys.argv) != 2:
    sys.exit("Say how the key should be called: python -m workbench.crypto 2026a")
print(new_key(sys.argv[1]))
