------------------------------- MODULE Blink --------------------------------
CONSTANT Lamp
VARIABLES on, messages
Init == on = [l \in Lamp |-> FALSE] /\ messages = {}
Flip(l) == on' = [on EXCEPT ![l] = ~on[l]] /\ UNCHANGED messages
Next == \E l \in Lamp : Flip(l)
Spec == Init /\ [][Next]_<<on, messages>> /\ WF_<<on, messages>>(Next)
=============================================================================
