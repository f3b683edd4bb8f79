"""What pages say in words: messages and empty states."""

from designer.ui.cards.attempt import attempt
from designer.ui.cards.empty_state import EmptyState
from designer.ui.cards.message_card import Button, MessageCard
from designer.ui.cards.rule import Rule

__all__ = ["Button", "EmptyState", "MessageCard", "Rule", "attempt"]
