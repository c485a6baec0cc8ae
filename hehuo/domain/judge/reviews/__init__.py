"""A partner's year judged: a card of points, raw scores of reviewers, their mean, a band of stars, its posting."""
