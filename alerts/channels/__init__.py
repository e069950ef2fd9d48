"""Where alerts go: one module per kind of channel, one contract for all."""

from alerts.channels.channel import Channel
from alerts.channels.config import ChannelConfig, EmailConfig, SlackConfig, TerminalConfig, WebhookConfig
from alerts.channels.email import EmailChannel
from alerts.channels.slack import SlackChannel
from alerts.channels.terminal import TerminalChannel
from alerts.channels.webhook import WebhookChannel

__all__ = ["Channel", "make_channel"]


def make_channel(config: ChannelConfig) -> Channel:
    """The channel that a configuration describes. Opens no connection.

    Raises:
        ConfigError: a setting can't be right; names the channel and the setting.
    """
    match config:
        case TerminalConfig():
            return TerminalChannel(config)
        case EmailConfig():
            return EmailChannel(config)
        case SlackConfig():
            return SlackChannel(config)
        case WebhookConfig():
            return WebhookChannel(config)
