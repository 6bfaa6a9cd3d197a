-------------------------------- MODULE Poll --------------------------------
EXTENDS Naturals
CONSTANT Node
VARIABLES phase, seen, weight, messages
vars == <<phase, seen, weight, messages>>

Add(more) == messages' = messages \cup more
Asks(n) == {[kind |-> "ask", from |-> n, to |-> k] : k \in Node \ {n}}
Above(n) == {k \in Nat : k > seen[n]}

Init ==
    /\ weight \in [Node -> Nat]
    /\ phase = [n \in Node |-> "idle"]
    /\ seen = [n \in Node |-> 0]
    /\ messages = {}

\* Rule 1: an idle node
\* asks all others.
Ask(n) ==
    /\ phase[n] = "idle"
    /\ phase' = [phase EXCEPT ![n] = "asking"]
    /\ Add(Asks(n))
    /\ UNCHANGED <<seen, weight>>

\* Rule 2: it may ask again.
AskAgain(n) ==
    /\ phase[n] = "asking"
    /\ Add(Asks(n))
    /\ UNCHANGED <<phase, seen, weight>>

\* Rule 3: every question is answered.
Reply(n, m) ==
    LET heavy == weight[n] > 5
    IN  /\ m.kind = "ask"
        /\ m.to = n
        /\ seen' = [seen EXCEPT ![n] = IF heavy THEN seen[n] + 2 ELSE seen[n] + 1]
        /\ Add({[kind |-> "reply", from |-> n, to |-> m.from, weight |-> weight[n]]})
        /\ UNCHANGED <<phase, weight>>

\* Rule 4: who asks counts the answers.
Count(n, m) ==
    /\ m.kind = "reply"
    /\ m.to = n
    /\ m.weight >= 0
    /\ phase[n] = "asking"
    /\ seen' = [seen EXCEPT ![n] = seen[n] + 1]
    /\ UNCHANGED <<phase, weight, messages>>

Roll(n) ==
    /\ \E k \in {10, 20} : seen' = [seen EXCEPT ![n] = k]
    /\ UNCHANGED <<phase, weight, messages>>

Shift(n) ==
    /\ \/ /\ phase[n] = "idle"
          /\ phase' = [phase EXCEPT ![n] = "resting"]
       \/ /\ phase[n] = "resting"
          /\ phase' = [phase EXCEPT ![n] = "idle"]
    /\ IF seen[n] > 0
       THEN seen' = [seen EXCEPT ![n] = seen[n] - 1]
       ELSE UNCHANGED seen
    /\ UNCHANGED <<weight, messages>>

Rush(n) ==
    /\ phase[n] = "resting"
    /\ phase' = [phase EXCEPT ![n] = "asking"]
    /\ UNCHANGED <<seen, weight, messages>>

Jump(n, k) ==
    /\ k \in Above(n)
    /\ seen' = [seen EXCEPT ![n] = k]
    /\ UNCHANGED <<phase, weight, messages>>

Push(n, k) ==
    /\ phase[n] = "asking"
    /\ seen' = [seen EXCEPT ![k] = 7]
    /\ UNCHANGED <<phase, weight, messages>>

Tell(n) ==
    /\ Add({[kind |-> "news", from |-> n, weight |-> 100]})
    /\ UNCHANGED <<phase, seen, weight>>

Stumble(n) ==
    /\ seen' = [seen EXCEPT ![n] = CHOOSE k \in {} : TRUE]
    /\ UNCHANGED <<phase, weight, messages>>

Forget(n) ==
    /\ phase[n] = "idle"
    /\ UNCHANGED <<seen, weight, messages>>

Muddle(n) ==
    /\ phase' = [phase EXCEPT ![n] = 5]
    /\ UNCHANGED <<seen, weight, messages>>

Blur(n) ==
    /\ Add({[kind |-> 5, from |-> n, to |-> n]})
    /\ UNCHANGED <<phase, seen, weight>>

Some == \E n \in Node : Roll(n) \/ Shift(n) \/ Rush(n) \/ Tell(n) \/ Muddle(n) \/ Blur(n)

Next ==
    \/ \E n \in Node :
           \/ Ask(n)
           \/ AskAgain(n)
           \/ Stumble(n)
           \/ Forget(n)
           \/ \E m \in messages : Reply(n, m) \/ Count(n, m)
           \/ \E k \in Nat : Jump(n, k)
           \/ \E k \in Node : Push(n, k)
    \/ Some

Spec == Init /\ [][Next]_vars

\* Nobody sees more than 50.
Modest == \A n \in Node : seen[n] <= 50

\* No weight that is told is 100 or more.
Light == \A m \in {x \in messages : x.kind = "news"} : m.weight < 100

\* Whoever rests does not ask at once.
Patient == [][\A n \in Node : phase[n] = "resting" => phase'[n] # "asking"]_vars
=============================================================================
