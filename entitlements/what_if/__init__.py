"""What if: the same person with other facts, or on another day, side by side.

changed(engine, facts, as_at, {"doing": …}, on=day) -> Evaluation
what_if(before, after) -> WhatIf: only what differs
nearest_yes(evaluation, entitlement) -> what would have to be so for a no to be a yes
"""

from __future__ import annotations

from entitlements.what_if.beside import Beside, WhatIf, changed, what_if
from entitlements.what_if.ways import Way, nearest_yes

__all__ = ["Beside", "Way", "WhatIf", "changed", "nearest_yes", "what_if"]
