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
=============================================================================
