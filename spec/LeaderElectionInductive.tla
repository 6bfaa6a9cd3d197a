----------------------- MODULE LeaderElectionInductive -----------------------
(***************************************************************************)
(* Why LeaderElection is safe: an inductive invariant.  It holds at first, *)
(* every step from any state that satisfies it leads to one that satisfies *)
(* it, and it implies the safety properties.  The models MCinductive*      *)
(* start TLC in every such state within their bounds, reachable or not;    *)
(* so they look one step ahead only, and are done.                         *)
(*                                                                         *)
(* In words.  Whom a server voted for in a term is its ballot.  A server   *)
(* fills in one ballot a term (OneBallot), none of a term it has not       *)
(* reached (NoBallotAhead), and remembers the one of its own term          *)
(* (VotesOnce, VotesWereGiven), so that it never fills in a second.  Who   *)
(* leads has a majority of ballots, and keeps it, as no message is ever    *)
(* removed (LeadersWon).  Two majorities share a server, which has one     *)
(* ballot: so there is one leader.                                         *)
(***************************************************************************)
EXTENDS MCLeaderElection

Terms == 1..MaxTerm

\* Whom i voted for in term t, itself included, according to the messages.
Ballot(i, t) == {j \in Server : i \in VotesFor(j, t)}

-----------------------------------------------------------------------------
\* THE CONJUNCTS.  Each is needed: without it TLC finds a state that is not safe,
\* or a step that breaks the rest.  (A test drops each in turn.)

AtMostOne(S) == Cardinality(S) <= 1

\* A server fills in at most one ballot in a term, an old one as well.  Without
\* it two candidates may both have the ballot of the one server that their
\* majorities share.
OneBallot ==
    \A i \in Server : \A t \in {m.term : m \in messages} : AtMostOne(Ballot(i, t))

\* Nor has it filled in one of a term that it has not reached.  Without it the
\* server comes to that term without a memory of its ballot, and fills in
\* another.
NoBallotAhead ==
    \A m \in Votes \cup Requests : m.term <= currentTerm[m.from]

\* VotesOnce, of LeaderElection: it remembers the ballot of its own term.
\* Without it the server fills in another.

\* VotesWereGiven, of LeaderElection: it remembers no other ballot.  Safety of
\* leaders does not need it; it is here because it is claimed.

\* SelfVote and LeaderHasQuorum, of LeaderElection, are here because they are
\* claimed too: who is a candidate or a leader at the moment is not what the
\* argument is about, but who ever said that it leads.

Enough(S) == S \in Quorum

\* Who has said that it leads had a majority, and has it still.  Without it
\* anybody may have said so.
LeadersWon ==
    \A m \in LeaderSent : Enough(VotesFor(m.from, m.term))

IndInv ==
    /\ TypeOK
    /\ OneBallot
    /\ NoBallotAhead
    /\ VotesOnce
    /\ VotesWereGiven
    /\ SelfVote
    /\ LeaderHasQuorum
    /\ LeadersWon

\* What it is good for.
Safety ==
    /\ ElectionSafety
    /\ VotesOnce
    /\ VotesWereGiven
    /\ SelfVote
    /\ LeaderHasQuorum

-----------------------------------------------------------------------------
\* ALL ITS STATES.  A set of messages that satisfies OneBallot and LeadersWon is
\* a table of ballots and a set of leaders who won by it; so these are
\* enumerated.  Each other conjunct stands as soon as what it reads is chosen.

AllMessages(ballots, leaders) ==
         {RequestVote(i, t) : <<i, t>> \in
              {b \in Server \X Terms : b[1] \in ballots[b[2]][b[1]]}}
    \cup {Vote(b[1], b[3], b[2]) : b \in
              {c \in Server \X Terms \X Server : c[1] # c[3] /\ c[3] \in ballots[c[2]][c[1]]}}
    \cup {AppendEntries(l[1], l[2]) : l \in leaders}

\* VotesOnce and VotesWereGiven leave a server one memory.  (A model that does
\* without one of them replaces Memories by AnyMemory.)
Memories  == {[i \in Server |-> LET b == Ballot(i, currentTerm[i])
                                IN  IF b = {} THEN Nil ELSE CHOOSE j \in b : TRUE]}
AnyMemory == [Server -> Server \cup {Nil}]

Winners(ballots) ==
    {w \in Server \X Terms : Enough({j \in Server : w[1] \in ballots[w[2]][j]})}

IndInit ==
    /\ \E ballots \in [Terms -> [Server -> {B \in SUBSET Server : AtMostOne(B)}]] :
       \E leaders \in SUBSET Winners(ballots) :
           messages = AllMessages(ballots, leaders)
    /\ currentTerm \in [Server -> 0..MaxTerm]
    /\ NoBallotAhead
    /\ votedFor \in Memories
    /\ VotesOnce
    /\ VotesWereGiven
    /\ role \in [Server -> {Follower, Candidate, Leader}]
    /\ SelfVote
    /\ LeaderHasQuorum

IndSpec == IndInit /\ [][Next]_vars

=============================================================================
