---------------------------- MODULE RaftElection ----------------------------
(***************************************************************************)
(* Leader election of Raft (Ongaro and Ousterhout, "In Search of an        *)
(* Understandable Consensus Algorithm", 2014; "Figure 2" and the sections  *)
(* cited below are of that paper), at the granularity of the code: one     *)
(* action is one atomic step of a server.                                  *)
(*                                                                         *)
(* The parameters of an action are what the event of a trace carries, and  *)
(* given its parameters an action has at most one outcome.  An action      *)
(* reads and writes only the rows of server i and adds to the messages.    *)
(*                                                                         *)
(* The comment above an action or a property names the rule that it        *)
(* states; the trace checker prints it when it explains a divergence.      *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
    Server,         \* The servers of the cluster.
    Nil             \* No server: votedFor of one that has not voted.

VARIABLES
    currentTerm,    \* Latest term the server has seen.  Durable.
    votedFor,       \* Whom it voted for in that term, or Nil.  Durable.
    role,           \* Follower, Candidate or Leader.
    votesGranted,   \* The servers whose votes a candidate has received.
    lastLog,        \* Term and index of the last log entry.  Durable.
    messages        \* Every message ever sent.

vars == <<currentTerm, votedFor, role, votesGranted, lastLog, messages>>

Follower  == "Follower"
Candidate == "Candidate"
Leader    == "Leader"

-----------------------------------------------------------------------------
\* MESSAGES.  A message is never removed.  So one that is never received is
\* lost, one received twice is duplicated, any order of receipt is reordering,
\* and a server that receives nothing is cut off: every fault of a network
\* is here, without bound and without a counter.

Message ==
         [type : {"RequestVoteRequest"}, term : Nat, from : Server, to : Server,
          lastLogTerm : Nat, lastLogIndex : Nat]
    \cup [type : {"RequestVoteResponse"}, term : Nat, from : Server, to : Server,
          granted : BOOLEAN]
    \cup [type : {"AppendEntriesRequest"}, term : Nat, from : Server, to : Server]
    \cup [type : {"AppendEntriesResponse"}, term : Nat, from : Server, to : Server,
          success : BOOLEAN]

Send(sent) == messages' = messages \cup sent

RequestVotes(i, term) ==
    {[type |-> "RequestVoteRequest", term |-> term, from |-> i, to |-> j,
      lastLogTerm |-> lastLog[i].term, lastLogIndex |-> lastLog[i].index] :
     j \in Server \ {i}}

\* AppendEntries without entries (section 5.2).
Heartbeats(i, term) ==
    {[type |-> "AppendEntriesRequest", term |-> term, from |-> i, to |-> j] :
     j \in Server \ {i}}

-----------------------------------------------------------------------------
\* A strict majority of all servers (section 5.2).  Any two intersect.
Quorum == {Q \in SUBSET Server : 2 * Cardinality(Q) > Cardinality(Server)}

\* Where a log can end: the term and the index of its last entry, zero and
\* zero if it is empty.  A model overrides this by a finite set.
LogPosition == [term : Nat, index : Nat]

\* Every server begins as a follower that has not voted, in the term of the
\* newest log entry anywhere.  Where each log ends is a choice.
Init ==
    /\ lastLog \in [Server -> LogPosition]
    /\ currentTerm = [i \in Server |->
           CHOOSE t \in {lastLog[j].term : j \in Server} :
               \A j \in Server : lastLog[j].term <= t]
    /\ votedFor = [i \in Server |-> Nil]
    /\ role = [i \in Server |-> Follower]
    /\ votesGranted = [i \in Server |-> {}]
    /\ messages = {}

-----------------------------------------------------------------------------
\* RULES COMMON TO ALL MESSAGES

\* Figure 2, Rules for Servers, All Servers: if a request or response contains
\* a term newer than currentTerm, take it over and become a follower (section
\* 5.1).  The row of server i as it stands after this rule was applied to m.
TermRule(i, m) ==
    IF m.term > currentTerm[i]
    THEN [currentTerm |-> m.term, votedFor |-> Nil,
          role |-> Follower, votesGranted |-> {}]
    ELSE [currentTerm |-> currentTerm[i], votedFor |-> votedFor[i],
          role |-> role[i], votesGranted |-> votesGranted[i]]

\* The election restriction: a log is at least as up-to-date as another if its
\* last term is newer, or the terms are equal and it is not shorter (section
\* 5.4.1).
UpToDate(m, log) ==
    \/ m.lastLogTerm > log.term
    \/ m.lastLogTerm = log.term /\ m.lastLogIndex >= log.index

-----------------------------------------------------------------------------
\* STEPS

\* Figure 2, Rules for Servers, Followers and Candidates: if the election
\* timeout elapses, start an election: increment currentTerm, vote for self,
\* send RequestVote to all other servers (section 5.2).  A cluster of one has
\* its majority at once.
Timeout(i) ==
    /\ role[i] # Leader
    /\ currentTerm' = [currentTerm EXCEPT ![i] = currentTerm[i] + 1]
    /\ votedFor' = [votedFor EXCEPT ![i] = i]
    /\ votesGranted' = [votesGranted EXCEPT ![i] = {i}]
    /\ role' = [role EXCEPT ![i] = IF {i} \in Quorum THEN Leader ELSE Candidate]
    /\ Send(RequestVotes(i, currentTerm[i] + 1))
    /\ UNCHANGED lastLog

\* Figure 2, RequestVote RPC, receiver implementation: refuse if term <
\* currentTerm; grant if votedFor is null or candidateId, and the candidate's
\* log is at least as up-to-date as the receiver's (sections 5.1, 5.2, 5.4.1).
HandleRequestVoteRequest(i, m) ==
    LET s     == TermRule(i, m)
        grant == /\ m.term = s.currentTerm
                 /\ s.votedFor \in {Nil, m.from}
                 /\ UpToDate(m, lastLog[i])
    IN  /\ m.type = "RequestVoteRequest"
        /\ m.to = i
        /\ currentTerm' = [currentTerm EXCEPT ![i] = s.currentTerm]
        /\ votedFor' = [votedFor EXCEPT ![i] = IF grant THEN m.from ELSE s.votedFor]
        /\ role' = [role EXCEPT ![i] = s.role]
        /\ votesGranted' = [votesGranted EXCEPT ![i] = s.votesGranted]
        /\ Send({[type |-> "RequestVoteResponse", term |-> s.currentTerm,
                  from |-> i, to |-> m.from, granted |-> grant]})
        /\ UNCHANGED lastLog

\* Figure 2, Rules for Servers, Candidates: if votes are received from a
\* majority of servers, become leader (section 5.2).  Only votes granted in
\* the candidate's own term count, each voter once.  The step that receives
\* the deciding vote sends the first heartbeats (Figure 2, Leaders).
HandleRequestVoteResponse(i, m) ==
    LET s      == TermRule(i, m)
        counts == s.role = Candidate /\ m.term = s.currentTerm /\ m.granted
        votes  == IF counts THEN s.votesGranted \cup {m.from} ELSE s.votesGranted
        wins   == counts /\ votes \in Quorum
    IN  /\ m.type = "RequestVoteResponse"
        /\ m.to = i
        /\ currentTerm' = [currentTerm EXCEPT ![i] = s.currentTerm]
        /\ votedFor' = [votedFor EXCEPT ![i] = s.votedFor]
        /\ role' = [role EXCEPT ![i] = IF wins THEN Leader ELSE s.role]
        /\ votesGranted' = [votesGranted EXCEPT ![i] = votes]
        /\ Send(IF wins THEN Heartbeats(i, s.currentTerm) ELSE {})
        /\ UNCHANGED lastLog

\* Figure 2, Rules for Servers, Leaders: repeat heartbeats during idle periods
\* to prevent election timeouts (section 5.2).
SendHeartbeats(i) ==
    /\ role[i] = Leader
    /\ Send(Heartbeats(i, currentTerm[i]))
    /\ UNCHANGED <<currentTerm, votedFor, role, votesGranted, lastLog>>

\* Figure 2, AppendEntries RPC, receiver implementation 1: refuse if term <
\* currentTerm (section 5.1).  Rules for Servers, Candidates: if AppendEntries
\* is received from the new leader, become a follower (section 5.2).
HandleAppendEntriesRequest(i, m) ==
    LET s       == TermRule(i, m)
        current == m.term = s.currentTerm
        concede == current /\ s.role = Candidate
    IN  /\ m.type = "AppendEntriesRequest"
        /\ m.to = i
        /\ currentTerm' = [currentTerm EXCEPT ![i] = s.currentTerm]
        /\ votedFor' = [votedFor EXCEPT ![i] = s.votedFor]
        /\ role' = [role EXCEPT ![i] = IF concede THEN Follower ELSE s.role]
        /\ votesGranted' = [votesGranted EXCEPT ![i] =
               IF concede THEN {} ELSE s.votesGranted]
        /\ Send({[type |-> "AppendEntriesResponse", term |-> s.currentTerm,
                  from |-> i, to |-> m.from, success |-> current]})
        /\ UNCHANGED lastLog

\* Figure 2, Rules for Servers, All Servers: a response to a heartbeat matters
\* to an election only if its term is newer (section 5.1).
HandleAppendEntriesResponse(i, m) ==
    LET s == TermRule(i, m)
    IN  /\ m.type = "AppendEntriesResponse"
        /\ m.to = i
        /\ currentTerm' = [currentTerm EXCEPT ![i] = s.currentTerm]
        /\ votedFor' = [votedFor EXCEPT ![i] = s.votedFor]
        /\ role' = [role EXCEPT ![i] = s.role]
        /\ votesGranted' = [votesGranted EXCEPT ![i] = s.votesGranted]
        /\ UNCHANGED <<lastLog, messages>>

\* Figure 2, State, persistent on all servers: currentTerm, votedFor and the
\* log survive a crash; everything else does not.  A server starts as a
\* follower (section 5.2).
Restart(i) ==
    /\ role' = [role EXCEPT ![i] = Follower]
    /\ votesGranted' = [votesGranted EXCEPT ![i] = {}]
    /\ UNCHANGED <<currentTerm, votedFor, lastLog, messages>>

Next ==
    \E i \in Server :
        \/ Timeout(i)
        \/ SendHeartbeats(i)
        \/ Restart(i)
        \/ \E m \in messages :
               \/ HandleRequestVoteRequest(i, m)
               \/ HandleRequestVoteResponse(i, m)
               \/ HandleAppendEntriesRequest(i, m)
               \/ HandleAppendEntriesResponse(i, m)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
\* INVARIANTS

Requests   == {m \in messages : m.type = "RequestVoteRequest"}
Grants     == {m \in messages : m.type = "RequestVoteResponse" /\ m.granted}
LeaderSent == {m \in messages : m.type = "AppendEntriesRequest"}

\* Every variable has the type that its comment above promises.
TypeOK ==
    /\ currentTerm \in [Server -> Nat]
    /\ votedFor \in [Server -> Server \cup {Nil}]
    /\ role \in [Server -> {Follower, Candidate, Leader}]
    /\ votesGranted \in [Server -> SUBSET Server]
    /\ lastLog \in [Server -> LogPosition]
    /\ \A m \in messages : m \in Message

\* Figure 3, Election Safety: at most one leader can be elected in a given
\* term (section 5.2).  Stated over the heartbeats ever sent, so that a
\* step-down cannot hide a second leader.
ElectionSafety ==
    \A m, n \in LeaderSent : m.term = n.term => m.from = n.from

\* Figure 2, RequestVote RPC: a server votes for at most one candidate in a
\* term, itself included (section 5.2).  Whatever vote it has given in its
\* term is the vote that it remembers.
VotesOnce ==
    /\ \A m \in Grants : m.term = currentTerm[m.from] => votedFor[m.from] = m.to
    /\ \A m \in Requests : m.term = currentTerm[m.from] => votedFor[m.from] = m.from

\* Figure 2, RequestVote RPC: a server remembers no vote that it has not given
\* (section 5.2).
VotesWereGiven ==
    \A i \in Server : votedFor[i] \notin {Nil, i} =>
        [type |-> "RequestVoteResponse", term |-> currentTerm[i],
         from |-> i, to |-> votedFor[i], granted |-> TRUE] \in messages

\* Figure 2, Rules for Servers, Candidates: a candidate, and a leader who was
\* one, has voted for itself and asked all others (section 5.2).
SelfVote ==
    \A i \in Server : role[i] # Follower =>
        /\ votedFor[i] = i
        /\ RequestVotes(i, currentTerm[i]) \subseteq messages

\* Figure 2, Rules for Servers, Candidates: a leader has received votes from a
\* majority of servers (section 5.2).
LeaderHasQuorum ==
    \A i \in Server : role[i] = Leader => votesGranted[i] \in Quorum

\* Figure 2, Rules for Servers, Candidates: a follower counts no votes; a
\* candidate has its own, and no majority yet (section 5.2).
VotesAreCounted ==
    \A i \in Server :
        /\ role[i] = Follower => votesGranted[i] = {}
        /\ role[i] = Candidate => i \in votesGranted[i] /\ votesGranted[i] \notin Quorum

\* Figure 2, Rules for Servers, Candidates: a vote that is counted was given,
\* in the candidate's own term (section 5.2).
CountedVotesWereGiven ==
    \A i \in Server : \A j \in votesGranted[i] \ {i} :
        [type |-> "RequestVoteResponse", term |-> currentTerm[i],
         from |-> j, to |-> i, granted |-> TRUE] \in messages

\* Figure 2, Rules for Servers, Leaders: upon election, send heartbeats to each
\* server (section 5.2).
LeaderHasSpoken ==
    \A i \in Server :
        role[i] = Leader => Heartbeats(i, currentTerm[i]) \subseteq messages

\* Figure 2, AppendEntries RPC, receiver implementation 1: only a heartbeat of the
\* receiver's own term succeeds (section 5.1).
SuccessWasAsked ==
    \A m \in messages : m.type = "AppendEntriesResponse" /\ m.success =>
        [type |-> "AppendEntriesRequest", term |-> m.term,
         from |-> m.to, to |-> m.from] \in messages

\* The election restriction: no voter's log is more up-to-date than that of the
\* leader it voted for, by the term of the last entry first, then by its index
\* (section 5.4.1).
LeaderIsUpToDate ==
    \A i \in Server : role[i] = Leader =>
        \A j \in votesGranted[i] :
            /\ lastLog[j].term <= lastLog[i].term
            /\ lastLog[j].term = lastLog[i].term => lastLog[j].index <= lastLog[i].index

-----------------------------------------------------------------------------
\* PROPERTIES OF STEPS

\* Figure 2, State: currentTerm increases monotonically (section 5.1).
TermsNeverDecrease ==
    [][\A i \in Server : currentTerm'[i] >= currentTerm[i]]_vars

\* Figure 2, RequestVote RPC: within a term a vote, once given, is not changed
\* and not taken back (section 5.2).
VotesNeverChange ==
    [][\A i \in Server :
           currentTerm'[i] = currentTerm[i] /\ votedFor[i] # Nil
               => votedFor'[i] = votedFor[i]]_vars

\* Figure 4: the changes of role (section 5.1).  A leader becomes a candidate
\* only by way of follower; in a cluster of one, a follower is leader at once.
RoleChanges ==
    [][\A i \in Server :
           role'[i] # role[i] => \/ <<role[i], role'[i]>> \in
                                        {<<Follower, Candidate>>, <<Candidate, Leader>>,
                                         <<Candidate, Follower>>, <<Leader, Follower>>}
                                 \/ role'[i] = Leader /\ {i} \in Quorum]_vars

\* Figure 4: a candidate or a leader becomes a follower for a newer term, for a
\* heartbeat of its own term, or because it was restarted, which sends nothing
\* (sections 5.1, 5.2).
StepsDownForAReason ==
    [][\A i \in Server : role[i] # Follower /\ role'[i] = Follower =>
           \/ currentTerm'[i] > currentTerm[i]
           \/ \E m \in LeaderSent : m.to = i /\ m.term = currentTerm[i]
           \/ messages' = messages]_vars

\* Current terms are exchanged whenever servers communicate: a new message tells
\* the term that its sender is in (section 5.1).
MessagesTellTheTerm ==
    [][\A m \in messages' \ messages : m.term = currentTerm'[m.from]]_vars

\* While a server is a candidate or a leader of a term, it forgets no vote that
\* it has (section 5.2).
VotesAreKept ==
    [][\A i \in Server :
           role'[i] # Follower /\ currentTerm'[i] = currentTerm[i]
               => votesGranted[i] \subseteq votesGranted'[i]]_vars

\* Elections compare where logs end, and change no log (section 5.4.1).
LogsNeverChange ==
    [][lastLog' = lastLog]_vars

=============================================================================
