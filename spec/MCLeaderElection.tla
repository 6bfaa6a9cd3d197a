-------------------------- MODULE MCLeaderElection --------------------------
(***************************************************************************)
(* What the models of LeaderElection share.                                *)
(***************************************************************************)
EXTENDS LeaderElection

CONSTANT MaxTerm    \* The newest term explored; the first one is zero.

TermBound == \A i \in Server : currentTerm[i] <= MaxTerm
=============================================================================
