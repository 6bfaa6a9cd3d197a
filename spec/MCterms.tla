---- MODULE MCterms ----
EXTENDS MCRaftElection
====
