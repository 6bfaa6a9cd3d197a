------------------------------ MODULE Handover ------------------------------
EXTENDS Naturals
CONSTANT Node
VARIABLES has, seen, given, letters
vars == <<has, seen, given, letters>>

Init ==
    /\ has \in {[n \in Node |-> n = first] : first \in Node}
    /\ seen = [n \in Node |-> 0]
    /\ given = {}
    /\ letters = {}

\* Rule 1: who has the token may send it on, under the next number.
Give(n, k) ==
    LET nr == seen[n] + 1
    IN  /\ has[n]
        /\ k # n
        /\ has' = [has EXCEPT ![n] = FALSE]
        /\ seen' = [seen EXCEPT ![n] = nr]
        /\ given' = given \cup {n}
        /\ letters' = letters \cup {[to |-> k, nr |-> nr]}

\* Rule 2: a letter is taken once.
Take(n, m) ==
    /\ m.to = n
    /\ m.nr > seen[n]
    /\ has' = [has EXCEPT ![n] = TRUE]
    /\ seen' = [seen EXCEPT ![n] = m.nr]
    /\ UNCHANGED <<given, letters>>

Next ==
    \E n \in Node :
        \/ \E k \in Node : Give(n, k)
        \/ \E m \in letters : Take(n, m)

Spec == Init /\ [][Next]_vars

\* Nobody has the token while another one does.
AtMostOne == \A n, k \in Node : has[n] /\ has[k] => n = k

\* No number is forgotten.
NeverBack == [][\A n \in Node : seen'[n] >= seen[n]]_vars
=============================================================================
