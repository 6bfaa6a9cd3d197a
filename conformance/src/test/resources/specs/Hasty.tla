-------------------------------- MODULE Hasty -------------------------------
EXTENDS Naturals
CONSTANT Node
VARIABLES seen, messages

Init == seen = [n \in Node |-> 0] /\ messages = {}

\* Breaks two promises at once.
Leap(n) == seen' = [seen EXCEPT ![n] = @ + 60] /\ UNCHANGED messages

Next == \E n \in Node : Leap(n)
Spec == Init /\ [][Next]_<<seen, messages>>

Modest == \A n \in Node : seen[n] <= 50
Patient == [][\A n \in Node : seen'[n] <= seen[n] + 1]_seen
=============================================================================
