-------------------------- MODULE MCreachAlgorithm --------------------------
(***************************************************************************)
(* What the models of LeaderElection must reach.  Each formula says that   *)
(* something never happens, and TLC must find that it does.                *)
(***************************************************************************)
EXTENDS MCLeaderElection

\* EVERY ACTION FIRES, and changes something.
NoTimeout      == [][\A i \in Server : ~Timeout(i)]_vars
NoBecomeLeader == [][\A i \in Server : ~BecomeLeader(i)]_vars
NoRestart      == [][\A i \in Server : ~Restart(i)]_vars
NoUpdateTerm   == [][\A i \in Server : \A m \in messages : ~UpdateTerm(i, m)]_vars
NoGrant        == [][\A i \in Server : \A m \in messages : ~Grant(i, m)]_vars
NoStepDown     == [][\A i \in Server : \A m \in messages : ~StepDown(i, m)]_vars

\* SITUATIONS

\* All votes of a term are given, and nobody has a majority (section 5.2).
NoSplitVote ==
    \A t \in 1..MaxTerm :
        \/ UNION {VotesFor(i, t) : i \in Server} # Server
        \/ \E i \in Server : VotesFor(i, t) \in Quorum

\* One server leads term 1, and another leads term 2.
NoLeaderAfterALeader ==
    ~\E m, n \in LeaderSent : m.term = 1 /\ n.term = 2 /\ m.from # n.from

\* The leader of term 1 does not know yet that term 2 has one.
NoTwoLeadersAtOnce ==
    Cardinality({i \in Server : role[i] = Leader}) <= 1

=============================================================================
