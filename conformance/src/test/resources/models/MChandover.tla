----------------------------- MODULE MChandover -----------------------------
EXTENDS FiniteSets, Handover
CONSTANTS n1, n2, Limit

Two == {n1, n2}
Bound == \A n \in Node : seen[n] <= Limit

\* The token stays where it is.
NeverGiven == letters = {}

\* What no action of Handover does.
Skip == has' = [n \in Node |-> TRUE] /\ UNCHANGED <<seen, given, letters>>
SkipSpec == Init /\ [][Skip]_vars
=============================================================================
