---- MODULE MCprogress ----
EXTENDS RaftElectionRefinement
====
