-------------------------------- MODULE Tally -------------------------------
EXTENDS Naturals, FiniteSets
CONSTANT Node
VARIABLES total, messages
vars == <<total, messages>>

Init == total = [n \in Node |-> 0] /\ messages = {}

Call(n) == messages' = messages \cup {[from |-> n]} /\ UNCHANGED total

\* The network is read as a whole.
Sum(n) ==
    /\ total' = [total EXCEPT ![n] = Cardinality(messages)]
    /\ UNCHANGED messages

Next == \E n \in Node : Call(n) \/ Sum(n)
Spec == Init /\ [][Next]_vars
Few == \A n \in Node : total[n] < 10
Grows == [][\A n \in Node : total'[n] >= total[n]]_vars
=============================================================================
