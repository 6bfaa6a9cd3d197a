package twophasecommit;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Programs that break a rule of two-phase commit, each another one. */
enum Mistakes implements Cast {
    /** A participant that has voted yes takes the outcome for granted. */
    COMMITS_WITHOUT_WAITING {
        @Override
        public Participant participant(
                String id, BooleanSupplier canCommit, Disk disk, Network network, Journal journal) {
            return new Participant(id, canCommit, disk, network, journal) {
                @Override
                Stored afterYes() {
                    return super.afterYes().withDecision("commit");
                }
            };
        }
    },

    /** A participant that is asked again thinks again. */
    VOTES_TWICE_DIFFERENTLY {
        @Override
        public Participant participant(
                String id, BooleanSupplier canCommit, Disk disk, Network network, Journal journal) {
            return new Participant(id, canCommit, disk, network, journal) {
                @Override
                boolean votesYes(BooleanSupplier canCommit) {
                    return stored().vote().equals(Stored.NONE) && super.votesYes(canCommit);
                }
            };
        }
    },

    /** A participant sends its vote and does not write it down. */
    FORGETS_ITS_VOTE {
        @Override
        public Participant participant(
                String id, BooleanSupplier canCommit, Disk disk, Network network, Journal journal) {
            return new Participant(id, canCommit, disk, network, journal) {
                @Override
                void save(Disk disk, Stored record) {
                    disk.write(record.withVote(Stored.NONE));
                }
            };
        }
    },

    /** The coordinator tells its decision and does not write it down. */
    FORGETS_ITS_DECISION {
        @Override
        public Coordinator coordinator(
                String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
            return new Coordinator(id, participants, disk, network, journal) {
                @Override
                void save(Disk disk, Stored record) {
                    disk.write(record.withDecision(Stored.NONE));
                }
            };
        }
    },

    /** The coordinator does not wait for the last vote. */
    COMMITS_WITH_ONE_VOTE_MISSING {
        @Override
        public Coordinator coordinator(
                String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
            return new Coordinator(id, participants, disk, network, journal) {
                @Override
                String outcome(Message vote) {
                    return yesFrom().size() >= participants().size() - 1 ? "commit" : super.outcome(vote);
                }
            };
        }
    },

    /** The coordinator counts votes and not voters: one that the network doubled counts twice. */
    COUNTS_A_DOUBLED_VOTE_TWICE {
        @Override
        public Coordinator coordinator(
                String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
            return new Coordinator(id, participants, disk, network, journal) {
                private int votes;

                @Override
                String outcome(Message vote) {
                    votes += vote.isYes() ? 1 : 0;
                    return votes == participants().size() ? "commit" : super.outcome(vote);
                }
            };
        }
    },

    /** The coordinator goes on waiting although one has voted no. */
    IGNORES_A_NO {
        @Override
        public Coordinator coordinator(
                String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
            return new Coordinator(id, participants, disk, network, journal) {
                @Override
                String outcome(Message vote) {
                    return vote.isYes() ? super.outcome(vote) : Stored.NONE;
                }
            };
        }
    },

    /** The coordinator forgets the last participant when it tells its decision. */
    TELLS_ALL_BUT_ONE {
        @Override
        public Coordinator coordinator(
                String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
            return new Coordinator(id, participants, disk, network, journal) {
                @Override
                List<Message> decisions(String outcome) {
                    return super.decisions(outcome).subList(1, participants().size());
                }
            };
        }
    },

    /** The coordinator tells another outcome than the one that it wrote down. */
    TELLS_ANOTHER_OUTCOME {
        @Override
        public Coordinator coordinator(
                String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
            return new Coordinator(id, participants, disk, network, journal) {
                @Override
                List<Message> decisions(String outcome) {
                    return super.decisions(outcome.equals("abort") ? "commit" : outcome);
                }
            };
        }
    },

    /** The coordinator commits at the first yes: what a specification would allow that says the same. */
    COMMITS_AT_THE_FIRST_YES {
        @Override
        public Coordinator coordinator(
                String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
            return new Coordinator(id, participants, disk, network, journal) {
                @Override
                String outcome(Message vote) {
                    return vote.isYes() ? "commit" : super.outcome(vote);
                }
            };
        }
    }
}
