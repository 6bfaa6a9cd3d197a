-------------------------- MODULE MCLeaderElection --------------------------
(***************************************************************************)
(* What the models of LeaderElection share: bounds, and a VIEW.            *)
(***************************************************************************)
EXTENDS LeaderElection

-----------------------------------------------------------------------------
\* BOUNDS

CONSTANT MaxTerm    \* The newest term explored.

TermBound == \A i \in Server : currentTerm[i] <= MaxTerm

\* The servers in some order.
Rank == CHOOSE r \in [Server -> 1..Cardinality(Server)] :
            \A i, j \in Server : r[i] = r[j] => i = j

\* Servers are interchangeable.  So it is enough to explore those behaviours in
\* which they leave the first term in order; any other is one of these with the
\* servers renamed.  This is symmetry without SYMMETRY, under which the count of
\* states would vary from run to run.
InTurn ==
    \A i, j \in Server :
        Rank[i] < Rank[j] /\ currentTerm[j] > 0 => currentTerm[i] > 0

-----------------------------------------------------------------------------
\* THE VIEW.  States that agree on it have the same future, so the count of
\* distinct states is the same in every run, with one worker or many.  It is
\* justified for the sound specification only: MCalgorithm explores the same
\* steps without it.

\* Whom a server voted for does not matter any more: it will vote for nobody
\* else in that term, and voting for the same again changes nothing.
HasVoted == {i \in Server : votedFor[i] # Nil}

\* A request matters while it can raise a server's term or win its vote.  Who
\* asked matters while it is a candidate; a vote for one that is not is a vote
\* that no other gets.  As every term was asked for, the requests also say which
\* terms there are.
StillAsks(m) == role[m.from] = Candidate /\ currentTerm[m.from] = m.term

LiveRequests ==
    {<<m.term, IF StillAsks(m) THEN m.from ELSE Nil>> :
        m \in {n \in Requests : \E i \in Server :
            \/ n.term > currentTerm[i]
            \/ n.term = currentTerm[i] /\ votedFor[i] = Nil}}

\* A vote matters to a candidate of its term.
LiveVotes ==
    {m \in Votes : m.term = currentTerm[m.to] /\ role[m.to] = Candidate}

\* A heartbeat matters while somebody is, or may yet become, a candidate of its
\* term: that one has to step down, or would be a second leader.
LiveHeartbeats ==
    {m \in LeaderSent : \E i \in Server :
        \/ m.term > currentTerm[i]
        \/ m.term = currentTerm[i] /\ role[i] = Candidate}

\* Invariants read more than that.  So their truth is kept: a state that
\* violates one is never taken for a state that does not.
Verdicts ==
    <<ElectionSafety, VotesOnce, VotesWereGiven, SelfVote, LeaderHasQuorum,
      LeaderHasSpoken>>

Relevant ==
    <<currentTerm, role, HasVoted, LiveRequests, LiveVotes, LiveHeartbeats, Verdicts>>

-----------------------------------------------------------------------------
\* LIVENESS is checked without VIEW and constraints, which would cut behaviours
\* short; here the steps themselves are bounded.

BoundedNext == Next /\ \A i \in Server : currentTerm'[i] <= MaxTerm

FairSpec == Init /\ [][BoundedNext]_vars /\ Fairness

\* The same with timeouts that are fair as well, as long as there are terms.
ImpatientSpec ==
    FairSpec /\ \A i \in Server : WF_vars(Timeout(i) /\ currentTerm[i] < MaxTerm)

=============================================================================
