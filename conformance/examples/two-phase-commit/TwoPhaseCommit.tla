--------------------------- MODULE TwoPhaseCommit ---------------------------
(***************************************************************************)
(* Two-phase commit of one transaction, at the granularity of the code:    *)
(* one action is one atomic step of a node.  "AC" and "7.4" are the rules  *)
(* and the section of Bernstein, Hadzilacos and Goodman, "Concurrency      *)
(* Control and Recovery in Database Systems", 1987, chapter 7.             *)
(*                                                                         *)
(* The parameters of an action are what the event of a trace carries, and  *)
(* given its parameters an action has at most one outcome.  An action      *)
(* reads and writes only the rows of node i and adds to the messages.      *)
(*                                                                         *)
(* The comment above an action or a property names the rule that it        *)
(* states; the trace checker prints it when it explains a divergence.      *)
(***************************************************************************)

CONSTANTS
    Coordinator,    \* The node that decides.
    Participant     \* The nodes that vote.

VARIABLES
    vote,           \* What a participant voted: "yes", "no" or "none".  Durable.
    decision,       \* What a node knows of the outcome: "commit", "abort" or
                    \* "none".  Durable.
    yesFrom,        \* The participants whose yes the coordinator has received.
    messages        \* Every message ever sent.

vars == <<vote, decision, yesFrom, messages>>

Node == Participant \cup {Coordinator}

-----------------------------------------------------------------------------
\* MESSAGES.  A message is never removed.  So one that is never received is
\* lost, one received twice is duplicated, and any order of receipt is
\* reordering.

Message ==
         [type : {"Prepare"}, from : {Coordinator}, to : Participant]
    \cup [type : {"Vote"}, from : Participant, to : {Coordinator}, yes : BOOLEAN]
    \cup [type : {"Decision"}, from : {Coordinator}, to : Participant,
          outcome : {"commit", "abort"}]

Send(sent) == messages' = messages \cup sent

Prepares(i) == {[type |-> "Prepare", from |-> i, to |-> p] : p \in Participant}

Decisions(i, outcome) ==
    {[type |-> "Decision", from |-> i, to |-> p, outcome |-> outcome] :
     p \in Participant}

Ballot(i, m, yes) == {[type |-> "Vote", from |-> i, to |-> m.from, yes |-> yes]}

-----------------------------------------------------------------------------
\* Nobody has voted, and nobody has decided.
Init ==
    /\ vote = [i \in Node |-> "none"]
    /\ decision = [i \in Node |-> "none"]
    /\ yesFrom = [i \in Node |-> {}]
    /\ messages = {}

-----------------------------------------------------------------------------
\* STEPS OF THE COORDINATOR

\* Phase one: the coordinator asks every participant to vote, again and again
\* if it likes, until it has decided (7.4).
AskForVotes(i) ==
    /\ decision[i] = "none"
    /\ Send(Prepares(i))
    /\ UNCHANGED <<vote, decision, yesFrom>>

\* Phase two: once every participant has voted yes, the coordinator decides to
\* commit; at the first no, to abort.  It writes the decision down and only then
\* tells it (7.4).  A vote that comes after the decision changes nothing.
CountVote(i, m) ==
    LET yes     == IF m.yes THEN yesFrom[i] \cup {m.from} ELSE yesFrom[i]
        open    == decision[i] = "none"
        commits == open /\ yes = Participant
        aborts  == open /\ ~m.yes
        outcome == IF commits THEN "commit" ELSE IF aborts THEN "abort" ELSE decision[i]
    IN  /\ m.type = "Vote"
        /\ m.to = i
        /\ yesFrom' = [yesFrom EXCEPT ![i] = yes]
        /\ decision' = [decision EXCEPT ![i] = outcome]
        /\ Send(IF commits \/ aborts THEN Decisions(i, outcome) ELSE {})
        /\ UNCHANGED vote

\* A coordinator that has waited long enough for votes decides to abort (7.4,
\* timeout actions).
GiveUp(i) ==
    /\ decision[i] = "none"
    /\ decision' = [decision EXCEPT ![i] = "abort"]
    /\ Send(Decisions(i, "abort"))
    /\ UNCHANGED <<vote, yesFrom>>

\* A decision that may have been lost is told again, as it is (7.4).
TellAgain(i) ==
    /\ decision[i] # "none"
    /\ Send(Decisions(i, decision[i]))
    /\ UNCHANGED <<vote, decision, yesFrom>>

-----------------------------------------------------------------------------
\* STEPS OF A PARTICIPANT

\* A participant that can commit writes its yes down and only then sends it;
\* from then on it is bound (7.4).  Asked again, it says the same again.
VoteYes(i, m) ==
    /\ m.type = "Prepare"
    /\ m.to = i
    /\ vote[i] \in {"none", "yes"}
    /\ vote[i] = "none" => decision[i] = "none"
    /\ vote' = [vote EXCEPT ![i] = "yes"]
    /\ Send(Ballot(i, m, TRUE))
    /\ UNCHANGED <<decision, yesFrom>>

\* A participant that cannot commit votes no, and need not wait to know that
\* the outcome is to abort (7.4).  Asked again, it says the same again.
VoteNo(i, m) ==
    /\ m.type = "Prepare"
    /\ m.to = i
    /\ vote[i] \in {"none", "no"}
    /\ vote' = [vote EXCEPT ![i] = "no"]
    /\ decision' = [decision EXCEPT ![i] = "abort"]
    /\ Send(Ballot(i, m, FALSE))
    /\ UNCHANGED yesFrom

\* Phase two: a participant does what the coordinator has decided (7.4).
Learn(i, m) ==
    /\ m.type = "Decision"
    /\ m.to = i
    /\ decision' = [decision EXCEPT ![i] = m.outcome]
    /\ UNCHANGED <<vote, yesFrom, messages>>

-----------------------------------------------------------------------------
\* Votes and decisions survive a crash; what a coordinator has counted does
\* not, so that it has to ask again (7.4, recovery).
Restart(i) ==
    /\ yesFrom' = [yesFrom EXCEPT ![i] = {}]
    /\ UNCHANGED <<vote, decision, messages>>

Next ==
    \/ \E i \in {Coordinator} :
           \/ AskForVotes(i)
           \/ GiveUp(i)
           \/ TellAgain(i)
           \/ \E m \in messages : CountVote(i, m)
    \/ \E i \in Participant : \E m \in messages :
           \/ VoteYes(i, m)
           \/ VoteNo(i, m)
           \/ Learn(i, m)
    \/ \E i \in Node : Restart(i)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
\* INVARIANTS

Votes == {m \in messages : m.type = "Vote"}
Told  == {m \in messages : m.type = "Decision"}

\* Every variable has the type that its comment above promises.
TypeOK ==
    /\ vote \in [Node -> {"none", "yes", "no"}]
    /\ decision \in [Node -> {"none", "commit", "abort"}]
    /\ yesFrom \in [Node -> SUBSET Participant]
    /\ \A m \in messages : m \in Message

\* AC1: all nodes that reach a decision reach the same one.
Agreement ==
    \A i, j \in Node : decision[i] = "commit" => decision[j] # "abort"

\* AC3: the decision to commit can only be reached if all participants voted
\* yes.
CommitNeedsEveryYes ==
    (\E i \in Node : decision[i] = "commit") => \A p \in Participant : vote[p] = "yes"

\* The coordinator writes its decision down before it tells it, and keeps it
\* (7.4).
DecidedBeforeTold ==
    \A m \in Told : decision[m.from] = m.outcome

\* A participant writes its vote down before it sends it, and keeps it (7.4).
VotedBeforeTold ==
    \A m \in Votes : vote[m.from] = IF m.yes THEN "yes" ELSE "no"

\* A participant that has voted yes waits to be told the outcome; so does one
\* that has not voted (7.4).
WaitsToBeTold ==
    \A p \in Participant : decision[p] # "none" /\ vote[p] # "no" =>
        \E m \in Told : m.to = p /\ m.outcome = decision[p]

\* A vote that is counted was given (7.4).
CountedVotesWereGiven ==
    \A i \in Node : \A p \in yesFrom[i] :
        [type |-> "Vote", from |-> p, to |-> i, yes |-> TRUE] \in messages

-----------------------------------------------------------------------------
\* PROPERTIES OF STEPS

\* AC2: a node cannot reverse its decision after it has reached one.
DecisionsNeverChange ==
    [][\A i \in Node : decision[i] # "none" => decision'[i] = decision[i]]_vars

\* A vote, once given, is not changed and not taken back (7.4).
VotesNeverChange ==
    [][\A i \in Node : vote[i] # "none" => vote'[i] = vote[i]]_vars

=============================================================================
