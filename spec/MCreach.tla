------------------------------- MODULE MCreach -------------------------------
(***************************************************************************)
(* What the models of RaftElection must reach: a model in which no vote is *)
(* ever split shows nothing of split votes.  Each formula says that        *)
(* something never happens, and TLC must find that it does; its            *)
(* counterexample is an example.                                           *)
(***************************************************************************)
EXTENDS MCRaftElection

\* EVERY ACTION FIRES, and changes something.
NoTimeout == [][\A i \in Server : ~Timeout(i)]_vars
NoRestart == [][\A i \in Server : ~Restart(i)]_vars

NoRequestVoteRequest ==
    [][\A i \in Server : \A m \in messages : ~HandleRequestVoteRequest(i, m)]_vars
NoRequestVoteResponse ==
    [][\A i \in Server : \A m \in messages : ~HandleRequestVoteResponse(i, m)]_vars
NoAppendEntriesRequest ==
    [][\A i \in Server : \A m \in messages : ~HandleAppendEntriesRequest(i, m)]_vars
NoAppendEntriesResponse ==
    [][\A i \in Server : \A m \in messages : ~HandleAppendEntriesResponse(i, m)]_vars

\* Heartbeats that are repeated change nothing here; but they can be sent.
NoHeartbeat == \A i \in Server : ~ENABLED SendHeartbeats(i)

\* SITUATIONS

Candidates(t) == {i \in Server : role[i] = Candidate /\ currentTerm[i] = t}

\* Two servers are candidates of one term (section 5.2).
NoContestedElection ==
    \A t \in 1..MaxTerm : Cardinality(Candidates(t)) <= 1

\* All votes of a term are given, and nobody has a majority (section 5.2).
NoSplitVote ==
    \A t \in 1..MaxTerm :
        LET given(i) == {j \in Server :
                \/ j = i /\ \E m \in Requests : m.from = i /\ m.term = t
                \/ \E m \in Grants : m.from = j /\ m.to = i /\ m.term = t}
        IN  \/ UNION {given(i) : i \in Server} # Server
            \/ \E i \in Server : given(i) \in Quorum

\* One server leads term 1, and another leads term 2.
NoLeaderAfterALeader ==
    ~\E m, n \in LeaderSent : m.term = 1 /\ n.term = 2 /\ m.from # n.from

\* The leader of term 1 does not know yet that term 2 has one.
NoTwoLeadersAtOnce ==
    Cardinality({i \in Server : role[i] = Leader}) <= 1

\* A vote is refused for nothing but the log (section 5.4.1).
NoVoteRefusedForTheLog ==
    [][\A i \in Server : \A m \in messages :
           ~(/\ HandleRequestVoteRequest(i, m)
             /\ currentTerm'[i] = m.term
             /\ votedFor'[i] = Nil)]_vars

\* A vote is refused because the server has voted for another (section 5.2).
NoVoteRefusedForAVote ==
    [][\A i \in Server : \A m \in messages :
           ~(/\ HandleRequestVoteRequest(i, m)
             /\ currentTerm'[i] = m.term
             /\ votedFor'[i] \notin {Nil, m.from})]_vars

\* A candidate concedes to the leader of its term (section 5.2).
NoConcession ==
    [][\A i \in Server :
           \A m \in messages :
               ~(/\ HandleAppendEntriesRequest(i, m)
                 /\ role[i] = Candidate
                 /\ currentTerm'[i] = currentTerm[i])]_vars

\* A leader steps down for a newer term (section 5.1).
NoStepDown ==
    [][\A i \in Server : role[i] = Leader => currentTerm'[i] = currentTerm[i]]_vars

\* A vote arrives when its term is over for the candidate.
NoLateVote ==
    ~\E m \in Grants : m.term < currentTerm[m.to]

\* A server is a follower in a term in which it has led: it was restarted.
NoLeaderForgotten ==
    ~\E m \in LeaderSent : m.term = currentTerm[m.from] /\ role[m.from] = Follower

=============================================================================
