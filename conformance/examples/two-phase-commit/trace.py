import json

def line(**fields):
    print(json.dumps(fields))

steps = {"c": 0, "p1": 0, "p2": 0}

def step(node, action, received, state, sent):
    steps[node] += 1
    params = {"i": node, "m": received} if received else {"i": node}
    line(seq=steps[node], node=node, action=action, params=params, state=state, sent=sent)

line(format="quorate-trace", version=1, specification="TwoPhaseCommit", network="messages",
     constants={"Coordinator": "c", "Participant": {"#set": ["p1", "p2"]}},
     init={node: {} for node in steps})

prepare = [{"type": "Prepare", "from": "c", "to": p} for p in ("p1", "p2")]
yes = {"type": "Vote", "from": "p1", "to": "c", "yes": True}

step("c", "AskForVotes", None, {}, prepare)
step("p1", "VoteYes", prepare[0], {"vote": "yes"}, [yes])
step("c", "CountVote", yes, {"yesFrom": {"#set": ["p1"]}}, [])
