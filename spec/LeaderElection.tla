--------------------------- MODULE LeaderElection ---------------------------
(***************************************************************************)
(* Leader election of Raft (Ongaro and Ousterhout, "In Search of an        *)
(* Understandable Consensus Algorithm", 2014), the algorithm alone: terms, *)
(* votes and leaders, without the steps of any code.  Sections and Figure  *)
(* 2 are of that paper.  RaftElection refines this module;                 *)
(* RaftElectionRefinement says how.                                        *)
(*                                                                         *)
(* A message has no addressee (a vote says for whom it is): everybody may  *)
(* read it, at any time, any number of times, or never.  A vote that is    *)
(* refused is not a message: a server that does not want to vote does      *)
(* nothing.  So a log that is not up-to-date (section 5.4.1) needs no      *)
(* mention here; it only makes a server refuse more often.                 *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
    Server,         \* The servers of the cluster, at least two.
    Nil             \* No server: votedFor of one that has not voted.

VARIABLES
    currentTerm,    \* Latest term the server has seen.  Durable.
    votedFor,       \* Whom it voted for in that term, or Nil.  Durable.
    role,           \* Follower, Candidate or Leader.
    messages        \* Every message ever sent.

vars == <<currentTerm, votedFor, role, messages>>

Follower  == "Follower"
Candidate == "Candidate"
Leader    == "Leader"

\* A strict majority of all servers (section 5.2).  Any two intersect.
Quorum == {Q \in SUBSET Server : 2 * Cardinality(Q) > Cardinality(Server)}

-----------------------------------------------------------------------------
\* MESSAGES are never removed: loss, duplication, delay and reordering without
\* bound, as in RaftElection.

Message ==
         [type : {"RequestVoteRequest"}, term : Nat, from : Server]
    \cup [type : {"RequestVoteResponse"}, term : Nat, from : Server, to : Server]
    \cup [type : {"AppendEntriesRequest"}, term : Nat, from : Server]

RequestVote(i, t)   == [type |-> "RequestVoteRequest", term |-> t, from |-> i]
Vote(i, j, t)       == [type |-> "RequestVoteResponse", term |-> t, from |-> i, to |-> j]
AppendEntries(i, t) == [type |-> "AppendEntriesRequest", term |-> t, from |-> i]

Send(m) == messages' = messages \cup {m}

\* Whose votes i has in term t: its own, which came with its request, and those
\* that it was sent.
VotesFor(i, t) == {j \in Server : \/ j = i /\ RequestVote(i, t) \in messages
                                  \/ Vote(j, i, t) \in messages}

-----------------------------------------------------------------------------
Init ==
    /\ currentTerm = [i \in Server |-> 0]
    /\ votedFor = [i \in Server |-> Nil]
    /\ role = [i \in Server |-> Follower]
    /\ messages = {}

-----------------------------------------------------------------------------
\* STEPS

\* Figure 2, Followers and Candidates: on an election timeout, start an
\* election: increment currentTerm, vote for self, ask for votes (section 5.2).
Timeout(i) ==
    /\ role[i] # Leader
    /\ currentTerm' = [currentTerm EXCEPT ![i] = currentTerm[i] + 1]
    /\ votedFor' = [votedFor EXCEPT ![i] = i]
    /\ role' = [role EXCEPT ![i] = Candidate]
    /\ Send(RequestVote(i, currentTerm[i] + 1))

\* Figure 2, All Servers: a newer term is taken over, and its reader becomes a
\* follower (section 5.1).
UpdateTerm(i, m) ==
    /\ m.term > currentTerm[i]
    /\ currentTerm' = [currentTerm EXCEPT ![i] = m.term]
    /\ votedFor' = [votedFor EXCEPT ![i] = Nil]
    /\ role' = [role EXCEPT ![i] = Follower]
    /\ UNCHANGED messages

\* Figure 2, RequestVote RPC: grant if term is not older and votedFor is null or
\* candidateId (section 5.2).  A newer term is taken over in the same step.
Grant(i, m) ==
    /\ m.type = "RequestVoteRequest"
    /\ m.from # i
    /\ \/ m.term > currentTerm[i]
       \/ m.term = currentTerm[i] /\ votedFor[i] \in {Nil, m.from}
    /\ currentTerm' = [currentTerm EXCEPT ![i] = m.term]
    /\ votedFor' = [votedFor EXCEPT ![i] = m.from]
    /\ role' = [role EXCEPT ![i] = IF m.term > currentTerm[i] THEN Follower ELSE role[i]]
    /\ Send(Vote(i, m.from, m.term))

\* Figure 2, Candidates: with votes from a majority, become leader, and say so
\* by a heartbeat (section 5.2).
BecomeLeader(i) ==
    /\ role[i] = Candidate
    /\ VotesFor(i, currentTerm[i]) \in Quorum
    /\ role' = [role EXCEPT ![i] = Leader]
    /\ Send(AppendEntries(i, currentTerm[i]))
    /\ UNCHANGED <<currentTerm, votedFor>>

\* Figure 2, Candidates: AppendEntries from the leader of the term; become a
\* follower (section 5.2).
StepDown(i, m) ==
    /\ m.type = "AppendEntriesRequest"
    /\ m.term = currentTerm[i]
    /\ role[i] = Candidate
    /\ role' = [role EXCEPT ![i] = Follower]
    /\ UNCHANGED <<currentTerm, votedFor, messages>>

\* Figure 2, State: term and vote survive a crash (section 5.2).
Restart(i) ==
    /\ role' = [role EXCEPT ![i] = Follower]
    /\ UNCHANGED <<currentTerm, votedFor, messages>>

Next ==
    \E i \in Server :
        \/ Timeout(i)
        \/ BecomeLeader(i)
        \/ Restart(i)
        \/ \E m \in messages : UpdateTerm(i, m) \/ Grant(i, m) \/ StepDown(i, m)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
\* INVARIANTS AND PROPERTIES

TypeOK ==
    /\ currentTerm \in [Server -> Nat]
    /\ votedFor \in [Server -> Server \cup {Nil}]
    /\ role \in [Server -> {Follower, Candidate, Leader}]
    /\ \A m \in messages : m \in Message

Requests   == {m \in messages : m.type = "RequestVoteRequest"}
Votes      == {m \in messages : m.type = "RequestVoteResponse"}
LeaderSent == {m \in messages : m.type = "AppendEntriesRequest"}

\* Figure 3, Election Safety: at most one leader can be elected in a given term
\* (section 5.2), over all that was ever sent.
ElectionSafety ==
    \A m, n \in LeaderSent : m.term = n.term => m.from = n.from

\* A server votes for at most one candidate in a term: whatever vote it has
\* given in its term is the one that it remembers (section 5.2).
VotesOnce ==
    /\ \A m \in Votes : m.term = currentTerm[m.from] => votedFor[m.from] = m.to
    /\ \A m \in Requests : m.term = currentTerm[m.from] => votedFor[m.from] = m.from

\* And it remembers no vote that it has not given (section 5.2).
VotesWereGiven ==
    \A i \in Server : votedFor[i] # Nil => i \in VotesFor(votedFor[i], currentTerm[i])

\* A candidate and a leader have voted for themselves (section 5.2).
SelfVote ==
    \A i \in Server : role[i] # Follower => votedFor[i] = i

\* A leader has the votes of a majority (section 5.2).
LeaderHasQuorum ==
    \A i \in Server : role[i] = Leader => VotesFor(i, currentTerm[i]) \in Quorum

\* A leader has told the others (Figure 2, Leaders: upon election, send
\* heartbeats; section 5.2).
LeaderHasSpoken ==
    \A i \in Server : role[i] = Leader => AppendEntries(i, currentTerm[i]) \in messages

\* Figure 2, State: currentTerm increases monotonically (section 5.1).
TermsNeverDecrease ==
    [][\A i \in Server : currentTerm'[i] >= currentTerm[i]]_vars

\* Within a term a vote, once given, is not changed and not taken back (section
\* 5.2).
VotesNeverChange ==
    [][\A i \in Server :
           currentTerm'[i] = currentTerm[i] /\ votedFor[i] # Nil
               => votedFor'[i] = votedFor[i]]_vars

\* Figure 4: these are the changes of role (section 5.1).  A leader
\* becomes a candidate only by way of follower.
RoleChanges ==
    [][\A i \in Server :
           role'[i] # role[i] => <<role[i], role'[i]>> \in
               {<<Follower, Candidate>>, <<Candidate, Leader>>,
                <<Candidate, Follower>>, <<Leader, Follower>>}]_vars

-----------------------------------------------------------------------------
\* LIVENESS.  A message that stays useful is received in the end, and who can
\* become leader does.  Nothing is promised of timeouts and restarts.
Fairness ==
    \A i \in Server :
        /\ WF_vars(BecomeLeader(i))
        /\ WF_vars(\E m \in messages : UpdateTerm(i, m))
        /\ WF_vars(\E m \in messages : Grant(i, m))
        /\ WF_vars(\E m \in messages : StepDown(i, m))

\* The only server that asks for votes in its term, and no term is newer.
SoleCandidate(i) ==
    /\ role[i] = Candidate
    /\ \A j \in Server : currentTerm[j] <= currentTerm[i]
    /\ \A m \in Requests : m.term = currentTerm[i] => m.from = i

\* Such a candidate does not stay one for ever: it wins, unless it is restarted
\* or a newer term begins (section 5.2).
SoleCandidateMovesOn ==
    \A i \in Server : ~<>[]SoleCandidate(i)

\* Not a theorem, not even if timeouts are fair as well.  The counterexample:
\* all servers time out before any request arrives, so each votes for itself and
\* refuses the others; then all of them time out again, in the next term, and so
\* on.  Randomized timeouts make this improbable, not impossible (section 5.2).
EventuallyALeader ==
    <>(\E i \in Server : role[i] = Leader)

=============================================================================
