{{- define "drover.labels" -}}
release_group: {{ .release }}
application: drover
component: {{ .component }}
{{- end }}

{{/* drover.conf of a service: what all share, then its own. Sections of both are one. */}}
{{- define "drover.conf" -}}
{{- $all := mustMergeOverwrite (deepCopy .shared) (deepCopy .own) }}
{{- range $section := keys $all | sortAlpha }}
[{{ $section }}]
{{- range $name := keys (index $all $section) | sortAlpha }}
{{ $name }} = {{ index $all $section $name }}
{{- end }}
{{ end }}
{{- end }}

{{/* Secrets come by the environment, which names each option; none is an argument or in a file that the chart writes. */}}
{{- define "drover.env" -}}
- name: DROVER_DEFAULT_TRANSPORT_URL
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secrets.transport_url.name }}
      key: {{ .Values.secrets.transport_url.key }}
- name: DROVER_OPENSTACK_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secrets.keystone_password.name }}
      key: {{ .Values.secrets.keystone_password.key }}
{{- if .Values.secrets.fleet_key.name }}
- name: DROVER_DEFAULT_FLEET_KEY_FILE
  value: /etc/drover/fleet/fleet.key
{{- end }}
{{- if .Values.secrets.ca.name }}
- name: DROVER_OPENSTACK_CAFILE
  value: /etc/drover/tls/ca.crt
- name: DROVER_OSLO_MESSAGING_RABBIT_SSL_CA_FILE
  value: /etc/drover/tls/ca.crt
{{- end }}
{{- end }}

{{- define "drover.mounts" -}}
- name: etc
  mountPath: /etc/drover/drover.conf
  subPath: {{ .file }}
  readOnly: true
- name: tmp
  mountPath: /tmp
- name: state
  mountPath: /var/lib/drover
{{- with .top.Values.secrets }}
{{- if .fleet_key.name }}
- name: fleet-key
  mountPath: /etc/drover/fleet
  readOnly: true
{{- end }}
{{- if .ca.name }}
- name: ca
  mountPath: /etc/drover/tls
  readOnly: true
{{- end }}
{{- end }}
{{- end }}

{{- define "drover.volumes" -}}
- name: etc
  configMap:
    name: drover-etc
- name: tmp
  emptyDir: {}
{{- with .Values.secrets }}
{{- if .fleet_key.name }}
- name: fleet-key
  secret:
    secretName: {{ .fleet_key.name }}
    defaultMode: 0440
    items:
      - key: {{ .fleet_key.key }}
        path: fleet.key
{{- end }}
{{- if .ca.name }}
- name: ca
  secret:
    secretName: {{ .ca.name }}
    items:
      - key: {{ .ca.key }}
        path: ca.crt
{{- end }}
{{- end }}
{{- end }}

{{- define "drover.probe" -}}
exec:
  command: {{ .command | toJson }}
initialDelaySeconds: {{ .values.initial_delay }}
periodSeconds: {{ .values.period }}
timeoutSeconds: {{ .values.timeout }}
failureThreshold: {{ .values.failure_threshold }}
{{- end }}
