--------------------------- MODULE MCRaftElection ---------------------------
(***************************************************************************)
(* What the models of RaftElection share: bounds, a VIEW, and prompt       *)
(* refusals.                                                               *)
(***************************************************************************)
EXTENDS RaftElection

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

EmptyLogs     == {[term |-> 0, index |-> 0]}
LogsOfZeroOne == {[term |-> 0, index |-> 0], [term |-> 0, index |-> 1]}

\* Ends of logs that differ in the term, in the index, and in both ways at once.
LogsOfTwoTerms == {[term |-> 0, index |-> 0], [term |-> 1, index |-> 1],
                   [term |-> 1, index |-> 2], [term |-> 2, index |-> 1]}

-----------------------------------------------------------------------------
\* THE VIEW.  States that agree on it have the same future, up to messages that
\* can no longer matter; so the count of distinct states is the same in every
\* run, with one worker or many.  It is justified for the sound specification
\* only: MCplain explores the same actions without it.

\* Whom a server voted for does not matter: it will vote for nobody else in that
\* term; who asks it is refused at once (see below), or has its vote, which is
\* among the responses.
HasVoted == {i \in Server : votedFor[i] # Nil}

\* The votes that a candidate has counted; a leader counts no more.
Counted ==
    [i \in Server |-> IF role[i] = Candidate THEN votesGranted[i] ELSE {}]

\* A request matters to its receiver while it can raise its term or win its
\* vote.  (Winning it again would send the same grant again.)  Who asked matters
\* while it is a candidate; a vote for one that is not is a vote that no other
\* gets.
StillAsks(m) == role[m.from] = Candidate /\ currentTerm[m.from] = m.term

LiveRequests ==
    {IF StillAsks(m) THEN m ELSE [m EXCEPT !.from = Nil] :
        m \in {n \in Requests :
            \/ n.term > currentTerm[n.to]
            \/ n.term = currentTerm[n.to] /\ votedFor[n.to] = Nil
                                          /\ UpToDate(n, lastLog[n.to])}}

\* A request or a heartbeat, however old, still draws a refusal in its
\* receiver's term.  So it matters who has asked and who has led, unless no
\* refusal can reach that server any more; of a candidate, whether it asked
\* before its present term, since in that one it certainly has.
HasAsked ==
    {i \in Server :
        /\ currentTerm[i] < MaxTerm \/ role[i] = Candidate
        /\ \E m \in Requests :
               m.from = i /\ (role[i] = Candidate => m.term < currentTerm[i])}
HasLed ==
    {i \in Server : currentTerm[i] < MaxTerm /\ \E m \in LeaderSent : m.from = i}

\* Responses, granted or not, matter to a candidate of their own term (less
\* those of servers whose vote it has), and whenever they are of a newer term
\* than their receiver.
LiveResponses ==
    {m \in messages :
        /\ m.type = "RequestVoteResponse"
        /\ \/ m.term > currentTerm[m.to]
           \/ m.term = currentTerm[m.to] /\ role[m.to] = Candidate
                                         /\ m.from \notin votesGranted[m.to]}

\* A response to a heartbeat can do nothing but raise a term.
NewerTerms ==
    {<<m.to, m.term>> : m \in {n \in messages :
        n.type = "AppendEntriesResponse" /\ n.term > currentTerm[n.to]}}

\* A heartbeat matters while somebody is, or may yet become, a candidate of its
\* term: that one has to step down, or would be a second leader.  It was sent to
\* everybody.
LiveHeartbeats ==
    {<<m.from, m.term>> : m \in {n \in LeaderSent : \E i \in Server :
        \/ n.term > currentTerm[i]
        \/ n.term = currentTerm[i] /\ role[i] = Candidate}}

\* Invariants read more than that.  So their truth is kept: a state that
\* violates one is never taken for a state that does not.
Verdicts ==
    <<ElectionSafety, VotesOnce, VotesWereGiven, SelfVote, LeaderHasQuorum,
      VotesAreCounted, CountedVotesWereGiven, LeaderHasSpoken, LeaderIsUpToDate,
      SuccessWasAsked>>

Relevant ==
    <<currentTerm, HasVoted, role, lastLog, Counted, LiveRequests, HasAsked,
      HasLed, LiveResponses, NewerTerms, LiveHeartbeats, Verdicts>>

-----------------------------------------------------------------------------
\* PROMPT REFUSALS.  A refusal that changes no row of its sender only adds a
\* message.  No step asks that a message be absent, so to have it earlier
\* forbids nothing, and it may still be received at any time, or never.  So it
\* is enough to explore those behaviours in which such a refusal is sent before
\* anything else happens.  (Only one that the VIEW sees is sent so: TLC would
\* take the state after any other for the one before it, and go no further.)

Rows   == <<currentTerm, votedFor, role, votesGranted, lastLog>>
Asking == Requests \cup LeaderSent

CanMatter(m) ==
    /\ m.term <= currentTerm[m.to]
    /\ \/ currentTerm[m.from] < currentTerm[m.to]
       \/ /\ currentTerm[m.from] = currentTerm[m.to]
          /\ role[m.from] = Candidate
          /\ m.to \notin votesGranted[m.from]

Refuse(m) ==
    /\ HandleRequestVoteRequest(m.to, m) \/ HandleAppendEntriesRequest(m.to, m)
    /\ Rows' = Rows
    /\ messages' # messages     \* implied by the next line, and quicker
    /\ Relevant' # Relevant

\* Which refusal is first depends on what the VIEW sees, and on nothing else.
PromptNext ==
    LET open    == {m \in Asking : CanMatter(m) /\ ENABLED Refuse(m)}
        kind(m) == <<m.type, m.from, m.to>>
    IN  IF open = {}
        THEN Next
        ELSE LET first == CHOOSE k \in {kind(m) : m \in open} : TRUE
             IN  \E m \in open : kind(m) = first /\ Refuse(m)

PromptSpec == Init /\ [][PromptNext]_vars

=============================================================================
