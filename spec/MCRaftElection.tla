--------------------------- MODULE MCRaftElection ---------------------------
(***************************************************************************)
(* What the models of RaftElection share: bounds, and a VIEW.              *)
(***************************************************************************)
EXTENDS RaftElection

CONSTANT MaxTerm    \* The newest term explored; the first one is zero.

TermBound == \A i \in Server : currentTerm[i] <= MaxTerm

EmptyLogs     == {[term |-> 0, index |-> 0]}
LogsOfZeroOne == {[term |-> 0, index |-> 0], [term |-> 0, index |-> 1]}

-----------------------------------------------------------------------------
\* THE VIEW.  States that agree on it have the same future, up to messages that
\* can no longer matter; so the count of distinct states is the same in every
\* run, with one worker or many.  It is justified for the sound specification
\* only: MCplain explores the same actions without it.

\* A request matters to its receiver while it can raise its term or win its
\* vote.  (Winning it again would send the same grant again.)
LiveRequests ==
    {m \in Requests :
        \/ m.term > currentTerm[m.to]
        \/ m.term = currentTerm[m.to] /\ votedFor[m.to] = Nil
                                      /\ UpToDate(m, lastLog[m.to])}

\* An old request still draws a refusal, in any term of its receiver that is
\* not older.  So only the first term matters in which a server asked, and not
\* even that once the server can no longer be reached by a refusal.
FirstAsked ==
    [i \in Server |->
        IF currentTerm[i] = MaxTerm /\ role[i] # Candidate
        THEN {}
        ELSE LET terms == {m.term : m \in {n \in Requests : n.from = i}}
             IN  {t \in terms : \A u \in terms : t <= u}]

\* Responses, granted or not, are kept for a candidate of their own term (less
\* the refusals of servers whose vote it has), and in full for a term that
\* their receiver may yet reach.  So are the grants that an invariant reads.
LiveResponses ==
    {m \in messages :
        /\ m.type = "RequestVoteResponse"
        /\ \/ m.term > currentTerm[m.to]
           \/ m.term = currentTerm[m.to] /\ m.granted /\ m.from \in votesGranted[m.to]
           \/ m.term = currentTerm[m.to] /\ role[m.to] = Candidate
                                         /\ m.from \notin votesGranted[m.to]
           \/ m.term = currentTerm[m.from] /\ m.granted}

\* Any response can raise the term of the server it is addressed to; a
\* heartbeat's response can do nothing else.
NewerTerms ==
    {<<m.to, m.term>> : m \in {n \in messages :
        /\ n.type \in {"RequestVoteResponse", "AppendEntriesResponse"}
        /\ n.term > currentTerm[n.to]}}

\* A heartbeat matters until its term is over or its receiver follows.
LiveHeartbeats ==
    {m \in LeaderSent :
        \/ m.term > currentTerm[m.to]
        \/ m.term = currentTerm[m.to] /\ role[m.to] # Follower}

\* Who led which term: what ElectionSafety reads.
Led == {<<m.term, m.from>> : m \in LeaderSent}

\* Who asked in the term that it is in: what VotesOnce reads.  (In the sound
\* specification these are the servers that voted for themselves, so it tells
\* no states apart; in a mutant it may.)
AskedNow == {m.from : m \in {n \in Requests : n.term = currentTerm[n.from]}}

Relevant ==
    <<currentTerm, votedFor, role, votesGranted, lastLog, LiveRequests,
      FirstAsked, LiveResponses, NewerTerms, LiveHeartbeats, Led, AskedNow>>

=============================================================================
