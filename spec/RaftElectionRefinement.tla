----------------------- MODULE RaftElectionRefinement -----------------------
(***************************************************************************)
(* RaftElection refines LeaderElection.  In words: forget the addressees,  *)
(* the refusals, the responses to heartbeats and the ends of the logs; a   *)
(* request, a vote and a heartbeat remain, each once however many copies   *)
(* were sent.  The votes that a candidate counts one by one are forgotten  *)
(* too: they are the votes that were sent to it.                           *)
(*                                                                         *)
(* Then each step of RaftElection is a step of LeaderElection, or changes  *)
(* nothing there: a refused vote, a vote that does not decide, a repeated  *)
(* heartbeat.  Left out are a cluster of one, because its request for      *)
(* votes has no addressee, and logs of a term above zero, because          *)
(* LeaderElection begins there.                                            *)
(***************************************************************************)
EXTENDS MCRaftElection

Forget(m) ==
    CASE m.type = "RequestVoteRequest" ->
             {[type |-> m.type, term |-> m.term, from |-> m.from]}
      [] m.type = "RequestVoteResponse" ->
             IF m.granted
             THEN {[type |-> m.type, term |-> m.term, from |-> m.from, to |-> m.to]}
             ELSE {}
      [] m.type = "AppendEntriesRequest" ->
             {[type |-> m.type, term |-> m.term, from |-> m.from]}
      [] m.type = "AppendEntriesResponse" -> {}

Algorithm == INSTANCE LeaderElection WITH messages <- UNION {Forget(m) : m \in messages}

RefinesLeaderElection == Algorithm!Spec

-----------------------------------------------------------------------------
\* LIVENESS at this level, with the same promises: a message that stays useful is
\* received in the end.  Nothing is promised of timeouts and restarts.
Fairness ==
    \A i \in Server :
        /\ WF_vars(\E m \in messages : HandleRequestVoteRequest(i, m))
        /\ WF_vars(\E m \in messages : HandleRequestVoteResponse(i, m))
        /\ WF_vars(\E m \in messages : HandleAppendEntriesRequest(i, m))
        /\ WF_vars(\E m \in messages : HandleAppendEntriesResponse(i, m))

BoundedNext == Next /\ \A i \in Server : currentTerm'[i] <= MaxTerm

FairSpec == Init /\ [][BoundedNext]_vars /\ Fairness

\* As in LeaderElection: a sole candidate does not stay one for ever (section
\* 5.2).
SoleCandidateMovesOn ==
    \A i \in Server : ~<>[]Algorithm!SoleCandidate(i)

\* Figure 2, All Servers: who was sent a message of a newer term gets to know that
\* term (section 5.1).
NewTermArrives ==
    \A i \in Server : ~<>[](\E m \in messages : m.to = i /\ m.term > currentTerm[i])

\* Figure 2, Candidates: who was sent a heartbeat of its term does not stay a
\* candidate (section 5.2).
RivalsConcede ==
    \A i \in Server : ~<>[](/\ role[i] = Candidate
                            /\ \E m \in LeaderSent : m.to = i /\ m.term = currentTerm[i])

\* Figure 2, RequestVote RPC and AppendEntries RPC: a server that was sent a
\* request responds, be it to refuse (sections 5.1, 5.2).
Sent(type, i, j) == \E m \in messages : m.type = type /\ m.from = i /\ m.to = j

EveryRequestIsAnswered ==
    \A i, j \in Server :
        /\ ~<>[](/\ Sent("RequestVoteRequest", i, j)
                 /\ ~Sent("RequestVoteResponse", j, i))
        /\ ~<>[](/\ Sent("AppendEntriesRequest", i, j)
                 /\ ~Sent("AppendEntriesResponse", j, i))

=============================================================================
